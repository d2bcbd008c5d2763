import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { workflowQuery } from '../../api/workflows';
import { Dialog } from '../../parts/Dialog';
import { ActionError, useAction } from '../../parts/useAction';
import { useEditor } from '../document/context';
import { strings } from '../parts/strings';

interface Props {
  onPause(cancel: boolean): Promise<void>;
  onClose(): void;
}

/** Asks before a workflow is paused, and whether to cancel its open runs. */
export function PauseDialog({ onPause, onClose }: Props) {
  const { workflowId } = useEditor();
  // Runs have started and ended since the page was opened.
  const fresh = useQuery({ ...workflowQuery(workflowId), staleTime: 0 });
  const open = fresh.data?.openExecutions ?? 0;
  const [cancel, setCancel] = useState(false);
  const [busy, failure, run] = useAction();
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
        <ActionError message={failure} />
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
