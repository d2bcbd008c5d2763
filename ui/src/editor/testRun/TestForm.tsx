import { Alert, Button, Group, ScrollArea, Stack, Switch, Tabs, Text } from '@mantine/core';
import { useState } from 'react';
import type { EventType } from '../../api/kinds';
import { kinds } from '../../generated/kinds';
import { inOrder } from '../../graph/rules';
import { JsonField } from '../../nodes/fields/JsonField';
import { ActionError } from '../../parts/useAction';
import { useEditor, useEditorState } from '../document/context';
import { ProblemList } from '../panel/ProblemList';
import { strings as editorStrings } from '../parts/strings';
import { forgetTest, type KeptTest, keepTest } from '../variables/kept';
import { isRecord, type Json } from './json';
import { PastRuns } from './PastRuns';
import { Replies } from './Replies';
import { SampleForm } from './SampleForm';
import { strings } from './strings';
import { useTestRun } from './useTestRun';

interface Props {
  event: EventType | undefined;
  first: KeptTest;
  fresh: Json | undefined;
  onClose(): void;
}

/** The content of the test dialog, once there is sample data. */
export function TestForm({ event, first, fresh, onClose }: Props) {
  const { workflowId } = useEditor();
  const [test, setTest] = useState(first);
  const { busy, failure, problems, run } = useTestRun(onClose);
  const { wrong, mark } = useWrongFields();
  const calling = useCalling();
  const change = (part: Partial<KeptTest>) => {
    const next = { ...test, ...part };
    setTest(next);
    keepTest(workflowId, event, next);
  };
  const reset = () => {
    forgetTest(workflowId, event);
    if (fresh) {
      setTest({ ...test, sample: fresh, replies: {} });
    }
  };
  return (
    <Stack>
      <Group justify="space-between" align="end">
        <PastRuns onPick={(sample) => change({ sample })} />
        <Button variant="subtle" size="compact-sm" disabled={!fresh} onClick={reset}>
          {strings.reset}
        </Button>
      </Group>
      <Data event={event} test={test} calling={calling} mark={mark} change={change} />
      <Options test={test} change={change} />
      <ActionError message={wrong.size > 0 ? editorStrings.wrongJson : failure} />
      {problems.length > 0 && (
        <div onClickCapture={() => requestAnimationFrame(onClose)}>
          <ProblemList problems={problems} />
        </div>
      )}
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {strings.harmless}
        </Text>
        <Group>
          <Button variant="default" onClick={onClose}>
            {editorStrings.cancel}
          </Button>
          <Button
            onClick={() => run(test, new Set(calling.map((node) => node.id)))}
            loading={busy}
            disabled={wrong.size > 0}
            data-autofocus
          >
            {strings.run}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

/** Returns the nodes that call out, in the order of a run. */
function useCalling() {
  const document = useEditorState((state) => state.document);
  return inOrder(document)
    .flatMap((id) => document.nodes[id] ?? [])
    .filter((node) => kinds[node.kind].sample);
}

const NONE_WRONG: ReadonlySet<string> = new Set();

/** Tracks the fields with invalid JSON, whose last valid value a run would use instead. */
function useWrongFields() {
  const [wrong, setWrong] = useState<ReadonlySet<string>>(NONE_WRONG);
  const mark = (field: string) => (isWrong: boolean) =>
    setWrong((old) =>
      isWrong === old.has(field)
        ? old
        : new Set(isWrong ? [...old, field] : [...old].filter((one) => one !== field)),
    );
  return { wrong, mark };
}

interface DataProps {
  event: EventType | undefined;
  test: KeptTest;
  calling: ReturnType<typeof useCalling>;
  mark: ReturnType<typeof useWrongFields>['mark'];
  change(part: Partial<KeptTest>): void;
}

/** The sample data, as a form and as JSON, and the replies. */
function Data({ event, test, calling, mark, change }: DataProps) {
  return (
    <Tabs defaultValue="form">
      <Tabs.List>
        <Tabs.Tab value="form">{strings.form}</Tabs.Tab>
        <Tabs.Tab value="json">{strings.json}</Tabs.Tab>
        {calling.length > 0 && <Tabs.Tab value="replies">{strings.replies}</Tabs.Tab>}
      </Tabs.List>
      <ScrollArea.Autosize mah="46vh" type="auto" offsetScrollbars>
        <Tabs.Panel value="form" pt="sm">
          <SampleForm
            event={event}
            sample={test.sample}
            onChange={(sample) => change({ sample })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="json" pt="sm">
          <JsonField
            label={editorStrings.sampleData}
            value={test.sample}
            onChange={(sample) => isRecord(sample) && change({ sample })}
            onWrong={mark('')}
          />
        </Tabs.Panel>
        {calling.length > 0 && (
          <Tabs.Panel value="replies" pt="sm">
            <Replies
              nodes={calling}
              replies={test.replies}
              mark={mark}
              onChange={(replies) => change({ replies })}
            />
          </Tabs.Panel>
        )}
      </ScrollArea.Autosize>
    </Tabs>
  );
}

function Options({ test, change }: Pick<DataProps, 'test' | 'change'>) {
  return (
    <>
      <Group gap="xl">
        <Switch
          label={strings.skipDelays}
          checked={test.skipDelays}
          onChange={(e) => change({ skipDelays: e.currentTarget.checked })}
        />
        <Switch
          label={strings.callExternal}
          checked={test.callExternal}
          onChange={(e) => change({ callExternal: e.currentTarget.checked })}
        />
      </Group>
      {test.callExternal && (
        <Alert color="orange" variant="outline">
          {strings.callsReal}
        </Alert>
      )}
    </>
  );
}
