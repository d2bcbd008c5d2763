import { Anchor, Table, Text, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { Execution } from '../api/types';
import { addresses } from '../frame/addresses';
import { ModeBadge } from '../parts/ModeBadge';
import { useNow } from '../parts/now';
import { ExecutionBadge } from '../parts/StatusBadge';
import { Ago, formatDuration, formatTime } from '../parts/Time';
import { triggerName } from '../parts/words';
import { durationOf, isOpen } from './live';
import { strings } from './strings';

interface Props {
  runs: Execution[];
  withWorkflow: boolean;
  isStale: boolean;
}

export function RunTable({ runs, withWorkflow, isStale }: Props) {
  return (
    <Table.ScrollContainer minWidth={820} scrollAreaProps={{ type: 'auto' }}>
      <Table
        verticalSpacing="xs"
        highlightOnHover
        aria-label={strings.title}
        aria-busy={isStale}
        opacity={isStale ? 0.65 : 1}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{strings.status}</Table.Th>
            <Table.Th>{strings.started}</Table.Th>
            {withWorkflow && <Table.Th>{strings.workflow}</Table.Th>}
            <Table.Th>{strings.trigger}</Table.Th>
            <Table.Th>{strings.conversation}</Table.Th>
            <Table.Th>{strings.mode}</Table.Th>
            <Table.Th ta="right">{strings.version}</Table.Th>
            <Table.Th ta="right">{strings.duration}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Row key={run.id} run={run} withWorkflow={withWorkflow} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const Row = memo(function Row({ run, withWorkflow }: { run: Execution; withWorkflow: boolean }) {
  return (
    <Table.Tr data-run={run.id}>
      <Table.Td>
        <ExecutionBadge status={run.status} />
        {run.status === 'failed' && run.error?.message && (
          <Text size="xs" c="dimmed" lineClamp={1} maw={220} title={run.error.message}>
            {run.error.message}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Anchor
          component={Link}
          to={addresses.run(run.id)}
          inherit
          c="inherit"
          fw={550}
          aria-label={`${strings.runOf(run.workflowName)}, ${formatTime(run.createdAt)}`}
        >
          <Ago time={run.startedAt ?? run.createdAt} />
        </Anchor>
      </Table.Td>
      {withWorkflow && (
        <Table.Td>
          <Anchor component={Link} to={addresses.runsOf(run.workflowId)} inherit c="inherit">
            {run.workflowName}
          </Anchor>
        </Table.Td>
      )}
      <Table.Td>{triggerName(run.trigger)}</Table.Td>
      <Table.Td>
        <Tooltip label={run.conversationId} openDelay={400}>
          <Text span inherit ff="monospace" fz="sm" truncate display="block" maw={190}>
            {run.conversationId}
          </Text>
        </Tooltip>
      </Table.Td>
      <Table.Td>
        <ModeBadge mode={run.mode} />
      </Table.Td>
      <Table.Td ta="right">{run.version ? `v${run.version}` : strings.unsavedGraph}</Table.Td>
      <Table.Td ta="right">
        <Duration run={run} />
      </Table.Td>
    </Table.Tr>
  );
});

/** The duration, which counts up while the run is in progress. */
export function Duration({ run }: { run: Execution }) {
  const now = useNow(isOpen(run) ? 1000 : 0);
  const duration = durationOf(run, now);
  return <>{duration === undefined ? '–' : formatDuration(duration)}</>;
}
