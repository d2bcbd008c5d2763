import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '../../api/problem';
import { formatTime } from '../../parts/Time';
import { executionModes, executionStatuses } from '../../parts/words';
import { getPastRuns, getRun } from '../document/calls';
import { useEditor } from '../document/context';
import { isRecord, type Json } from './json';
import { strings } from './strings';

/** A choice of past runs, whose event data becomes the sample data. */
export function PastRuns({ onPick }: { onPick(sample: Json): void }) {
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
      label={strings.pastRun}
      placeholder={runs?.length === 0 ? strings.noRuns : strings.chooseRun}
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
