import { Anchor, Badge, Group, Table, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { Workflow } from '../api/types';
import { addresses } from '../frame/addresses';
import { formatNumber } from '../parts/locale';
import { SortHead } from '../parts/SortHead';
import { WorkflowBadge } from '../parts/StatusBadge';
import { Ago } from '../parts/Time';
import { triggerName } from '../parts/words';
import { filterOf, sortedBy, type WorkflowSearch } from './filter';
import { strings } from './strings';
import { WorkflowMenu } from './WorkflowMenu';
import classes from './workflows.module.css';

interface Props {
  workflows: Workflow[];
  search: WorkflowSearch;
  change: (next: WorkflowSearch) => void;
  /** While the list for a new filter is on its way. */
  isStale: boolean;
}

const columns = [
  ['name', strings.name],
  ['trigger', strings.trigger],
  ['status', strings.status],
  ['versions', strings.versions],
  ['executions', strings.executions],
  ['updatedAt', strings.updatedAt],
] as const;

export function WorkflowTable({ workflows, search, change, isStale }: Props) {
  const { sort, order } = filterOf(search);
  return (
    <Table.ScrollContainer minWidth={860} scrollAreaProps={{ type: 'auto' }}>
      <Table
        verticalSpacing="sm"
        highlightOnHover
        aria-label={strings.title}
        aria-busy={isStale}
        className={classes.table}
      >
        <Table.Thead>
          <Table.Tr>
            {columns.map(([column, label]) => (
              <SortHead
                key={column}
                label={label}
                order={sort === column ? order : undefined}
                right={column === 'versions' || column === 'executions'}
                onSort={() => change(sortedBy(search, column))}
              />
            ))}
            <Table.Td aria-hidden />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {workflows.map((workflow) => (
            <Row key={workflow.id} workflow={workflow} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const Row = memo(function Row({ workflow }: { workflow: Workflow }) {
  return (
    <Table.Tr>
      <Table.Td className={classes.name}>
        <Anchor component={Link} to={addresses.workflow(workflow.id)} fw={600} c="inherit">
          {workflow.name}
        </Anchor>
        {workflow.hasWorkingCopy && (
          <Badge variant="default" size="xs" ml={8} tt="none">
            {strings.unsaved}
          </Badge>
        )}
        {workflow.description && (
          <Text size="sm" c="dimmed" lineClamp={1} className={classes.long}>
            {workflow.description}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {workflow.trigger ? (
          triggerName(workflow.trigger)
        ) : (
          <Text span inherit c="dimmed">
            {strings.noTrigger}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <WorkflowBadge status={workflow.status} />
      </Table.Td>
      <Table.Td ta="right">{formatNumber(workflow.versions)}</Table.Td>
      <Table.Td ta="right">
        <Group gap={8} justify="flex-end" wrap="nowrap">
          {workflow.failures > 0 && (
            <Link
              to="/workflows/$workflowId/runs"
              params={{ workflowId: workflow.id }}
              search={{ status: 'failed' }}
              className={classes.failures}
            >
              <IconAlertTriangle size={13} aria-hidden />
              {strings.failures(workflow.failures)}
            </Link>
          )}
          <Anchor component={Link} to={addresses.runsOf(workflow.id)} inherit c="inherit">
            {formatNumber(workflow.executions)}
          </Anchor>
        </Group>
      </Table.Td>
      <Table.Td>
        <Ago time={workflow.updatedAt} />
      </Table.Td>
      <Table.Td w={48}>
        <WorkflowMenu workflow={workflow} />
      </Table.Td>
    </Table.Tr>
  );
});
