import { Button, Group, ScrollArea, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { diff, isSame } from '../../graph/diff';
import { toDocument, toGraph } from '../../graph/document';
import { Dialog } from '../../parts/Dialog';
import { formatTime } from '../../parts/Time';
import { ActionError, useAction } from '../../parts/useAction';
import { useEditor } from '../document/context';
import type { Conflict } from '../document/store';
import { Differences } from '../parts/Differences';
import { strings } from '../parts/strings';

interface Props {
  conflict: Conflict;
  onMine(): Promise<void>;
  onTheirs(): void;
  onClose(): void;
}

/** Lets the user choose between two sides after a change from another person or tab. */
export function ConflictDialog({ conflict, onMine, onTheirs, onClose }: Props) {
  const { store } = useEditor();
  const mine = useMemo(() => toGraph(store.getState().document), [store]);
  const [busy, failure, run] = useAction();
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
        <ActionError message={failure} />
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
  return Number.isNaN(Date.parse(iso)) ? strings.whileEditing : strings.on(formatTime(iso));
}
