import {
  Alert,
  Button,
  Group,
  ScrollArea,
  Select,
  Stack,
  Switch,
  Tabs,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { isProblem, messageOf } from '../api/problem';
import { toGraph } from '../graph/document';
import { type GraphNode, type Problem, type TriggerEvent, triggerOf } from '../graph/graph';
import { inOrder } from '../graph/rules';
import { useCatalogue } from '../nodes/catalogues';
import { JsonField } from '../nodes/fields/JsonField';
import { titleOf, viewOf } from '../nodes/kinds';
import { CHANNELS, STATUSES } from '../nodes/words';
import { Dialog } from '../parts/Dialog';
import { Failure } from '../parts/Doing';
import { NumberField } from '../parts/NumberField';
import { formatTime } from '../parts/Time';
import { executionModes, executionStatuses } from '../parts/words';
import { ProblemList } from './ConfigPanel';
import { getPastRuns, getRun, runTest } from './calls';
import { useEditor, useEditorState } from './context';
import { forgetTest, type KeptTest, keepTest, keptTest } from './kept';
import { strings } from './strings';
import { testWords as words } from './testStrings';
import { useSample } from './variables';

type Json = Record<string, unknown>;

/** The test dialog: sample data for the trigger, a reply for each call, Run. */
export function TestDialog({ onClose }: { onClose(): void }) {
  const editor = useEditor();
  const document = useEditorState((state) => state.document);
  const state = useEditorState((editing) => editing.kept);
  const event = triggerOf(document)?.config.event;
  const fetched = useSample(editor.workflowId, event, state === 'kept');
  const fresh = fetched.data as Json | undefined;
  const kept = keptTest(editor.workflowId, event);
  const failure = fetched.error
    ? messageOf(fetched.error)
    : state === 'conflict' || state === 'offline' || state === 'refused'
      ? `${strings.keptState[state]}. ${strings.notTested}`
      : undefined;
  return (
    <Dialog close={onClose} title={strings.test} size="xl">
      {kept || fresh ? (
        <Form
          event={event}
          first={
            kept ?? { sample: fresh ?? {}, replies: {}, skipDelays: true, callExternal: false }
          }
          fresh={fresh}
          onClose={onClose}
        />
      ) : failure ? (
        <Failure message={failure} />
      ) : (
        <Text size="sm" role="status">
          {strings.loading}
        </Text>
      )}
    </Dialog>
  );
}

const NONE_WRONG: ReadonlySet<string> = new Set();

interface FormProps {
  event: TriggerEvent | undefined;
  first: KeptTest;
  fresh: Json | undefined;
  onClose(): void;
}

function Form({ event, first, fresh, onClose }: FormProps) {
  const editor = useEditor();
  const navigate = useNavigate();
  const document = useEditorState((state) => state.document);
  const [test, setTest] = useState(first);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [problems, setProblems] = useState<Problem[]>([]);
  // What is not JSON was not taken over, so a run would use what was there before.
  const [wrong, setWrong] = useState<ReadonlySet<string>>(NONE_WRONG);
  const mark = (field: string) => (isWrong: boolean) =>
    setWrong((old) =>
      isWrong === old.has(field)
        ? old
        : new Set(isWrong ? [...old, field] : [...old].filter((one) => one !== field)),
    );
  const change = (part: Partial<KeptTest>) => {
    const next = { ...test, ...part };
    setTest(next);
    keepTest(editor.workflowId, event, next);
  };
  const calling = inOrder(document)
    .flatMap((id) => document.nodes[id] ?? [])
    .filter((node) => viewOf(node.kind).sampleReply);
  const run = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await editor.keeper.flush();
      const ids = new Set(calling.map((node) => node.id));
      const replies = Object.fromEntries(
        Object.entries(test.replies).filter(([id, reply]) => ids.has(id) && reply !== undefined),
      );
      const { executionId } = await runTest(editor.workflowId, {
        graph: toGraph(editor.store.getState().document),
        sample: test.sample,
        replies,
        skipDelays: test.skipDelays,
        callExternal: test.callExternal,
      });
      await navigate({ to: `/runs/${executionId}` });
    } catch (thrown) {
      editor.store.setState({ tried: true });
      setFailure(messageOf(thrown));
      if (isProblem(thrown) && thrown.code === 'unsound') {
        setProblems(
          thrown.faults.map((fault) => ({
            ...fault,
            severity: 'error' as const,
            pointer: fault.pointer?.replace(/^\/graph/, ''),
          })) as Problem[],
        );
      }
      setBusy(false);
    }
  };
  return (
    <Stack>
      <Group justify="space-between" align="end">
        <PastRuns onPick={(sample) => change({ sample })} />
        <Button
          variant="subtle"
          size="compact-sm"
          disabled={!fresh}
          onClick={() => {
            forgetTest(editor.workflowId, event);
            if (fresh) {
              setTest({ ...test, sample: fresh, replies: {} });
            }
          }}
        >
          {words.fillAnew}
        </Button>
      </Group>
      <Tabs defaultValue="form">
        <Tabs.List>
          <Tabs.Tab value="form">{words.form}</Tabs.Tab>
          <Tabs.Tab value="json">{words.json}</Tabs.Tab>
          {calling.length > 0 && <Tabs.Tab value="replies">{words.replies}</Tabs.Tab>}
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
              label={strings.sampleData}
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
      <Group gap="xl">
        <Switch
          label={words.skipDelays}
          checked={test.skipDelays}
          onChange={(e) => change({ skipDelays: e.currentTarget.checked })}
        />
        <Switch
          label={words.callExternal}
          checked={test.callExternal}
          onChange={(e) => change({ callExternal: e.currentTarget.checked })}
        />
      </Group>
      {test.callExternal && (
        <Alert color="orange" variant="outline">
          {words.callsReal}
        </Alert>
      )}
      <Failure message={wrong.size > 0 ? strings.wrongJson : failure} />
      {problems.length > 0 && (
        <div onClickCapture={() => requestAnimationFrame(onClose)}>
          <ProblemList problems={problems} />
        </div>
      )}
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {words.harmless}
        </Text>
        <Group>
          <Button variant="default" onClick={onClose}>
            {strings.cancel}
          </Button>
          <Button onClick={run} loading={busy} disabled={wrong.size > 0} data-autofocus>
            {words.run}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

function PastRuns({ onPick }: { onPick(sample: Json): void }) {
  const { workflowId } = useEditor();
  const runs = useQuery({
    queryKey: ['past-runs', workflowId],
    queryFn: () => getPastRuns(workflowId),
  }).data?.items;
  const [failure, setFailure] = useState<string>();
  const pick = async (id: string | null) => {
    if (id) {
      try {
        const { event } = await getRun(id);
        if (isRecord(event?.data)) {
          onPick(event.data);
        }
        setFailure(undefined);
      } catch (thrown) {
        setFailure(messageOf(thrown));
      }
    }
  };
  return (
    <Select
      label={words.pastRun}
      placeholder={runs?.length === 0 ? words.noRuns : words.chooseRun}
      disabled={!runs || runs.length === 0}
      data={(runs ?? []).map((run) => ({
        value: run.id,
        label: [
          formatTime(run.createdAt),
          executionModes[run.mode],
          executionStatuses[run.status],
        ].join(' · '),
      }))}
      onChange={pick}
      error={failure}
      w={360}
    />
  );
}

/** It runs on this machine and leaves nothing, so a test has it read for real. */
const readsHere = (node: GraphNode): boolean => node.kind === 'aiExtraction';

function Replies({
  nodes,
  replies,
  mark,
  onChange,
}: {
  nodes: GraphNode[];
  replies: Json;
  mark(field: string): (isWrong: boolean) => void;
  onChange(replies: Json): void;
}) {
  return (
    <Stack>
      {nodes.map((node) => (
        <JsonField
          key={node.id}
          label={titleOf(node)}
          description={readsHere(node) ? words.readsHere : viewOf(node.kind).title}
          value={
            replies[node.id] ??
            (readsHere(node) ? undefined : viewOf(node.kind).sampleReply?.(node.config as never))
          }
          onChange={(reply) => onChange({ ...replies, [node.id]: reply })}
          onWrong={mark(node.id)}
        />
      ))}
    </Stack>
  );
}

function SampleForm({
  event,
  sample,
  onChange,
}: {
  event: TriggerEvent | undefined;
  sample: Json;
  onChange(sample: Json): void;
}) {
  const labels = useCatalogue('labels');
  const conversation = record(sample.conversation);
  const contact = record(conversation.contact);
  const message = record(sample.message);
  const assignee = record(conversation.assignee);
  const last = record(conversation.lastMessage);
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const talk = (part: Json) => onChange({ ...sample, conversation: { ...conversation, ...part } });
  const names = labels?.map((label) => label.name) ?? [];
  return (
    <Stack gap="sm">
      <Group grow align="start">
        <TextInput
          label={words.conversationId}
          value={text(conversation.id)}
          onChange={(e) => talk({ id: e.currentTarget.value })}
        />
        <Select
          label={words.channel}
          allowDeselect={false}
          data={CHANNELS}
          value={text(conversation.channel)}
          onChange={(channel) => channel && talk({ channel })}
        />
        <Select
          label={words.status}
          allowDeselect={false}
          data={STATUSES}
          value={text(conversation.status)}
          onChange={(status) => status && talk({ status })}
        />
      </Group>
      <Group grow align="end">
        <TagsInput
          label={words.labels}
          data={names}
          value={Array.isArray(conversation.labels) ? conversation.labels.map(String) : []}
          onChange={(chosen) => talk({ labels: chosen })}
        />
        <Switch
          label={words.starred}
          checked={conversation.starred === true}
          onChange={(e) => talk({ starred: e.currentTarget.checked })}
          pb={8}
        />
      </Group>
      {sample.message !== undefined && (
        <Textarea
          label={words.messageText}
          autosize
          minRows={2}
          value={text(message.text)}
          onChange={(e) =>
            onChange({ ...sample, message: { ...message, text: e.currentTarget.value } })
          }
        />
      )}
      {sample.message === undefined && (
        <Textarea
          label={words.lastMessage}
          description={words.lastMessageWhy}
          autosize
          minRows={2}
          value={text(last.text)}
          onChange={(e) => talk({ lastMessage: { ...last, text: e.currentTarget.value } })}
        />
      )}
      <Group grow>
        <TextInput
          label={words.contactName}
          value={text(contact.name)}
          onChange={(e) => talk({ contact: { ...contact, name: e.currentTarget.value } })}
        />
        <TextInput
          label={words.contactPhone}
          value={text(contact.phone)}
          onChange={(e) => talk({ contact: { ...contact, phone: e.currentTarget.value } })}
        />
      </Group>
      {(event === 'conversation.label_added' || event === 'conversation.label_removed') && (
        <Select
          label={words.label}
          searchable
          data={[...new Set([...names, text(sample.label)])].filter(Boolean)}
          value={text(sample.label)}
          onChange={(label) => onChange({ ...sample, label })}
        />
      )}
      {conversation.assignee !== undefined && (
        <TextInput
          label={words.assigneeId}
          value={text(assignee.id)}
          onChange={(e) => talk({ assignee: { ...assignee, id: e.currentTarget.value } })}
        />
      )}
      <CustomFields fields={record(conversation.fields)} onChange={(fields) => talk({ fields })} />
    </Stack>
  );
}

/** Custom fields, as far as the catalogue knows them. */
function CustomFields({ fields, onChange }: { fields: Json; onChange(fields: Json): void }) {
  const known = useCatalogue<{ id: string; name: string; key?: string; type?: string }>('fields');
  return (known ?? []).map((field) => {
    const key = field.key ?? field.name;
    const value = fields[key];
    return field.type === 'number' ? (
      <NumberField
        key={key}
        label={field.name}
        value={typeof value === 'number' ? value : undefined}
        onChange={(next) => onChange({ ...fields, [key]: next })}
        onWrong={(text) => onChange({ ...fields, [key]: text })}
      />
    ) : (
      <TextInput
        key={key}
        label={field.name}
        value={value === undefined ? '' : String(value)}
        onChange={(e) => onChange({ ...fields, [key]: e.currentTarget.value || undefined })}
      />
    );
  });
}

function isRecord(value: unknown): value is Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function record(value: unknown): Json {
  return isRecord(value) ? value : {};
}
