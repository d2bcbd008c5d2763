import { Checkbox, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Workflow } from '../api/types';
import { workflowQuery } from '../api/workflows';
import { Confirm } from '../parts/Confirm';
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
    <Confirm
      title={strings.moveTitle[move](workflow.name)}
      yes={strings[move]}
      working={action.isPending}
      disabled={fresh.isPending}
      act={() => action.mutate({ move, cancelOpen }, { onSuccess: close })}
      close={close}
    >
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
    </Confirm>
  );
}
