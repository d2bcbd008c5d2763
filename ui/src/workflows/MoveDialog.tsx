import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Workflow } from '../api/types';
import { workflowQuery } from '../api/workflows';
import { useMove } from './actions';
import { strings } from './strings';

interface Props {
  workflow: Workflow;
  move: 'pause' | 'archive';
  close: () => void;
}

/** Asks before a workflow stops starting, and says what happens to the runs that are going. */
export function MoveDialog({ workflow, move, close }: Props) {
  const fresh = useQuery({ ...workflowQuery(workflow.id), staleTime: 0 });
  const [cancelOpen, setCancelOpen] = useState(false);
  const action = useMove(workflow);
  const open = fresh.data?.openExecutions ?? 0;
  return (
    <Modal
      opened
      onClose={close}
      title={strings.moveTitle[move](workflow.name)}
      closeButtonProps={{ 'aria-label': strings.cancel }}
    >
      <Stack gap="sm">
        <Text>{strings.moveText[move]}</Text>
        {open > 0 && (
          <>
            <Text>{strings.going(open)}</Text>
            <Checkbox
              label={strings.cancelGoing(open)}
              checked={cancelOpen}
              onChange={(event) => setCancelOpen(event.currentTarget.checked)}
            />
          </>
        )}
        <Group justify="flex-end" mt="sm">
          <Button variant="default" onClick={close}>
            {strings.cancel}
          </Button>
          <Button
            data-autofocus
            loading={action.isPending}
            disabled={fresh.isPending}
            onClick={() => action.mutate({ move, cancelOpen }, { onSuccess: close })}
          >
            {strings[move]}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
