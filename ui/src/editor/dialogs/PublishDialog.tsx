import { Button, Group, ScrollArea, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { isProblem } from '../../api/problem';
import type { Workflow } from '../../api/types';
import { diff, isSame } from '../../graph/diff';
import type { Problem } from '../../graph/graph';
import { Dialog } from '../../parts/Dialog';
import { ActionError, useAction } from '../../parts/useAction';
import { useEditorState } from '../document/context';
import { problemsOf } from '../document/refused';
import { ProblemList } from '../panel/ProblemList';
import { Differences } from '../parts/Differences';
import { strings } from '../parts/strings';
import { Note } from './Note';
import { useVersion } from './useVersion';

interface Props {
  workflow: Workflow;
  onPublish(note: string): Promise<void>;
  onClose(): void;
}

/** Shows what publishing changes, or the problems to fix first. */
export function PublishDialog({ workflow, onPublish, onClose }: Props) {
  const known = useEditorState((state) => state.allProblems);
  const [refused, setRefused] = useState<Problem[]>();
  const [note, setNote] = useState('');
  const [busy, failure, run] = useAction();
  const blocking = (refused ?? known).filter((problem) => problem.severity === 'error');
  const warnings = known.filter((problem) => problem.severity === 'warning');
  const isArchived = workflow.status === 'archived';
  const publish = () =>
    run(async () => {
      try {
        await onPublish(note);
      } catch (thrown) {
        if (isProblem(thrown) && thrown.status === 422) {
          setRefused(problemsOf(thrown));
        }
        throw thrown;
      }
    });
  return (
    <Dialog close={onClose} title={strings.publishTitle} size="lg">
      <Stack>
        {isArchived && <ActionError message={strings.archived} />}
        {blocking.length > 0 ? (
          <Problems title={strings.cannotPublish} problems={blocking} onPick={onClose} />
        ) : (
          <>
            {warnings.length > 0 && (
              <Problems title={strings.warnings} problems={warnings} onPick={onClose} />
            )}
            {workflow.status === 'paused' && <Text size="sm">{strings.pausedBecomesActive}</Text>}
            <Changes workflow={workflow} />
            <Note value={note} onChange={setNote} />
          </>
        )}
        <ActionError message={failure} />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {strings.cancel}
          </Button>
          <Button
            loading={busy}
            disabled={blocking.length > 0 || isArchived}
            onClick={publish}
            data-autofocus
          >
            {strings.publish}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

interface ProblemsProps {
  title: string;
  problems: Problem[];
  onPick(): void;
}

/** Problems under a title. Picking one closes the dialog, once it has moved to the node. */
function Problems({ title, problems, onPick }: ProblemsProps) {
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <div onClickCapture={() => requestAnimationFrame(onPick)}>
        <ProblemList problems={problems} />
      </div>
    </div>
  );
}

/** The differences from the active version. */
function Changes({ workflow: { id, activeVersion } }: { workflow: Workflow }) {
  const document = useEditorState((state) => state.document);
  const before = useVersion(id, activeVersion);
  if (activeVersion === undefined) {
    return <Text size="sm">{strings.publishFirst}</Text>;
  }
  if (!before) {
    return null;
  }
  const found = diff(before, document);
  return (
    <>
      <Text size="sm">
        {isSame(found) ? strings.publishSame(activeVersion) : strings.publishSince(activeVersion)}
      </Text>
      <ScrollArea.Autosize mah={320}>
        <Differences found={found} before={before} after={document} />
      </ScrollArea.Autosize>
    </>
  );
}
