import { Anchor, Table, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type NotStarted, notStartedQuery } from '../api/runs';
import { addresses } from '../frame/addresses';
import { EmptyState } from '../parts/EmptyState';
import { Loaded } from '../parts/Loaded';
import { ShowMore } from '../parts/ShowMore';
import { Ago } from '../parts/Time';
import { heldBackReason, triggerName } from '../parts/words';
import { strings } from './strings';

/** Events that matched the trigger but started nothing, with the reason. */
export function NotStartedList({ workflowId }: { workflowId: string }) {
  const list = useInfiniteQuery(notStartedQuery(workflowId));
  return (
    <Loaded query={list} failed={strings.failedList}>
      {({ pages }) => (
        <>
          <Entries entries={pages.flatMap((page) => page.items)} />
          <ShowMore list={list} label={strings.more} />
        </>
      )}
    </Loaded>
  );
}

function Entries({ entries }: { entries: NotStarted[] }) {
  if (entries.length === 0) {
    return (
      <EmptyState
        icon={IconCircleCheck}
        title={strings.notStartedEmpty}
        text={strings.notStartedEmptyText}
      />
    );
  }
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table verticalSpacing="sm" aria-label={strings.notStarted}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{strings.when}</Table.Th>
            <Table.Th>{strings.reason}</Table.Th>
            <Table.Th>{strings.trigger}</Table.Th>
            <Table.Th>{strings.conversation}</Table.Th>
            <Table.Th>{strings.chain}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Table.Tr key={entry.id}>
              <Table.Td>
                <Ago time={entry.createdAt} />
              </Table.Td>
              <Table.Td>{heldBackReason(entry.reason)}</Table.Td>
              <Table.Td>{triggerName(entry.event.type)}</Table.Td>
              <Table.Td>{entry.conversationId}</Table.Td>
              <Table.Td>
                {entry.causation.map((link, at) => (
                  <Text span key={link.executionId} inherit>
                    {at > 0 && ' → '}
                    <Anchor component={Link} to={addresses.run(link.executionId)} inherit>
                      {link.workflowName ?? strings.earlierRun}
                    </Anchor>
                  </Text>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
