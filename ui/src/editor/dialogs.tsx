import { Button, Checkbox, Group, ScrollArea, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { isProblem } from '../api/problem';
import type { Workflow } from '../api/types';
import { workflowQuery } from '../api/workflows';
import { diff, isSame } from '../graph/diff';
import { toDocument, toGraph } from '../graph/document';
import type { Problem } from '../graph/graph';
import { Dialog } from '../parts/Dialog';
import { Failure, useDoing } from '../parts/Doing';
import { LimitedArea } from '../parts/Limited';
import { formatTime } from '../parts/Time';
import { ProblemList } from './ConfigPanel';
import { getVersion } from './calls';
import { useEditor, useEditorState } from './context';
import { Differences } from './Differences';
import classes from './editor.module.css';
import type { Shortcut } from './keys';
import type { Conflict } from './store';
import { strings } from './strings';

interface Props {
  onClose(): void;
}

export function ClearDialog({
  onClose,
  basedOn,
  onClear,
}: Props & { basedOn: number; onClear(): Promise<void> }) {
  const { workflowId } = useEditor();
  const document = useEditorState((state) => state.document);
  const [busy, failure, run] = useDoing();
  const saved = useQuery({
    queryKey: ['version', workflowId, basedOn],
    queryFn: () => getVersion(workflowId, basedOn),
    enabled: basedOn > 0,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  const before = useMemo(() => saved && toDocument(saved.graph), [saved]);
  const found = before && diff(before, document);
  return (
    <Dialog close={onClose} title={strings.clearTitle} size="lg">
      <Stack>
        <Text size="sm">{strings.clearText(basedOn)}</Text>
        {before && found && !isSame(found) && (
          <>
            <Text size="sm" fw={600}>
              {strings.clearWhat}
            </Text>
            <ScrollArea.Autosize mah={280}>
              <Differences found={found} before={before} after={document} />
            </ScrollArea.Autosize>
          </>
        )}
        <Failure message={failure} />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {strings.cancel}
          </Button>
          <Button color="red" loading={busy} onClick={() => run(onClear)} data-autofocus>
            {strings.clearDo}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

export function SaveDialog({ onClose, onSave }: Props & { onSave(note: string): Promise<void> }) {
  const [note, setNote] = useState('');
  const [busy, failure, run] = useDoing();
  return (
    <Dialog close={onClose} title={strings.saveTitle}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run(() => onSave(note));
        }}
      >
        <Stack>
          <LimitedArea
            label={strings.note}
            placeholder={strings.noteHint}
            most={500}
            autosize
            minRows={2}
            data-autofocus
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Failure message={failure} />
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {strings.cancel}
            </Button>
            <Button type="submit" loading={busy}>
              {strings.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** What publishing changes, or why it is not possible yet. */
export function PublishDialog({
  onClose,
  workflow,
  onPublish,
}: Props & { workflow: Workflow; onPublish(note: string): Promise<void> }) {
  const document = useEditorState((state) => state.document);
  const known = useEditorState((state) => state.allProblems);
  const [refused, setRefused] = useState<Problem[]>();
  const [note, setNote] = useState('');
  const [busy, failure, run] = useDoing();
  const { activeVersion } = workflow;
  const active = useQuery({
    queryKey: ['version', workflow.id, activeVersion],
    queryFn: () => getVersion(workflow.id, activeVersion as number),
    enabled: activeVersion !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  const before = useMemo(() => active && toDocument(active.graph), [active]);
  const found = before && diff(before, document);
  const blocking = (refused ?? known).filter((problem) => problem.severity === 'error');
  const warnings = known.filter((problem) => problem.severity === 'warning');
  const isArchived = workflow.status === 'archived';
  const publish = () =>
    run(async () => {
      try {
        await onPublish(note);
      } catch (thrown) {
        if (isProblem(thrown) && thrown.status === 422) {
          setRefused(
            thrown.faults.map((fault) => ({
              ...fault,
              severity: 'error' as const,
              pointer: fault.pointer?.replace(/^\/graph/, ''),
            })) as Problem[],
          );
        }
        throw thrown;
      }
    });
  return (
    <Dialog close={onClose} title={strings.publishTitle} size="lg">
      <Stack>
        {isArchived && <Failure message={strings.archived} />}
        {blocking.length > 0 ? (
          <>
            <Text fw={600}>{strings.cannotPublish}</Text>
            <div onClickCapture={() => requestAnimationFrame(onClose)}>
              <ProblemList problems={blocking} />
            </div>
          </>
        ) : (
          <>
            {warnings.length > 0 && (
              <div>
                <Text size="sm" fw={600}>
                  {strings.warnings}
                </Text>
                <div onClickCapture={() => requestAnimationFrame(onClose)}>
                  <ProblemList problems={warnings} />
                </div>
              </div>
            )}
            {workflow.status === 'paused' && <Text size="sm">{strings.pausedBecomesActive}</Text>}
            {activeVersion === undefined && <Text size="sm">{strings.publishFirst}</Text>}
            {before && found && activeVersion !== undefined && (
              <>
                <Text size="sm">
                  {isSame(found)
                    ? strings.publishSame(activeVersion)
                    : strings.publishSince(activeVersion)}
                </Text>
                <ScrollArea.Autosize mah={320}>
                  <Differences found={found} before={before} after={document} />
                </ScrollArea.Autosize>
              </>
            )}
            <LimitedArea
              label={strings.note}
              placeholder={strings.noteHint}
              most={500}
              autosize
              minRows={2}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          </>
        )}
        <Failure message={failure} />
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

export function PauseDialog({
  onClose,
  onPause,
}: Props & { onPause(cancel: boolean): Promise<void> }) {
  const { workflowId } = useEditor();
  // Runs have begun and ended since the page was opened.
  const fresh = useQuery({ ...workflowQuery(workflowId), staleTime: 0 });
  const open = fresh.data?.openExecutions ?? 0;
  const [cancel, setCancel] = useState(false);
  const [busy, failure, run] = useDoing();
  return (
    <Dialog close={onClose} title={strings.pauseTitle}>
      <Stack>
        <Text size="sm">{strings.pauseText(open)}</Text>
        {open > 0 && (
          <Checkbox
            label={strings.cancelRuns}
            checked={cancel}
            onChange={(event) => setCancel(event.currentTarget.checked)}
          />
        )}
        <Failure message={failure} />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {strings.cancel}
          </Button>
          <Button
            loading={busy}
            disabled={fresh.isFetching}
            onClick={() => run(() => onPause(cancel))}
            data-autofocus
          >
            {strings.pause}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

/** Two people, or two tabs: both sides are shown, and somebody chooses. */
export function ConflictDialog({
  onClose,
  conflict,
  onMine,
  onTheirs,
}: Props & { conflict: Conflict; onMine(): Promise<void>; onTheirs(): void }) {
  const { store } = useEditor();
  const mine = useMemo(() => toGraph(store.getState().document), [store]);
  const [busy, failure, run] = useDoing();
  const before = toDocument(mine);
  const after = toDocument(conflict.theirs.graph);
  const found = diff(before, after);
  return (
    <Dialog close={onClose} title={strings.conflictTitle} size="lg">
      <Stack>
        <Text size="sm">{strings.conflictText(conflict.changedBy, time(conflict.changedAt))}</Text>
        {isSame(found) ? (
          <Text size="sm">{strings.conflictSame}</Text>
        ) : (
          <>
            <Text size="sm" fw={600}>
              {strings.differences}
            </Text>
            <ScrollArea.Autosize mah={300}>
              <Differences found={found} before={before} after={after} />
            </ScrollArea.Autosize>
          </>
        )}
        <Text size="sm" c="dimmed">
          {strings.keepMine}: {strings.keepMineHow} {strings.takeTheirs}: {strings.takeTheirsHow}
        </Text>
        <Failure message={failure} />
        <Group justify="end">
          <Button variant="default" onClick={() => run(onMine)} loading={busy}>
            {strings.keepMine}
          </Button>
          <Button onClick={onTheirs} data-autofocus>
            {strings.takeTheirs}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function time(iso: string): string {
  return Number.isNaN(Date.parse(iso)) ? strings.meanwhile : strings.on(formatTime(iso));
}

export function KeysDialog({ onClose, shortcuts }: Props & { shortcuts: Shortcut[] }) {
  const groups = ['Nodes', 'Editing', 'Canvas', 'Workflow'] as const;
  return (
    <Dialog close={onClose} title={strings.shortcuts} size="lg">
      <div style={{ columns: 2, columnGap: 32 }}>
        {groups.map((group) => (
          <div key={group} style={{ breakInside: 'avoid', marginBottom: 16 }}>
            <Text fw={600} mb={4}>
              {group}
            </Text>
            <Table className={classes.keys} verticalSpacing={2} withRowBorders={false}>
              <Table.Tbody>
                {shortcuts
                  .filter((shortcut) => shortcut.group === group)
                  .map((shortcut) => (
                    <Table.Tr key={shortcut.keys}>
                      <Table.Td>{shortcut.title}</Table.Td>
                      <Table.Td align="right" style={{ whiteSpace: 'nowrap' }}>
                        <kbd>{shortcut.keys.replace(/Arrow(?=Up|Down)/, '')}</kbd>
                      </Table.Td>
                    </Table.Tr>
                  ))}
              </Table.Tbody>
            </Table>
          </div>
        ))}
      </div>
    </Dialog>
  );
}
