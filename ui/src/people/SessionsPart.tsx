import { Badge, Button, Stack, Table } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { endOtherSessions, endSession, type OpenSession, sessionsQuery } from '../api/account';
import { Loaded } from '../parts/Loaded';
import { Ago } from '../parts/Time';
import { browserOf } from './browserOf';
import { account } from './strings';

/** The browsers in which the person is signed in. */
export function SessionsPart() {
  const sessions = useQuery(sessionsQuery);
  const queries = useQueryClient();
  const ending = useMutation({
    mutationFn: (id: string | undefined) => (id ? endSession(id) : endOtherSessions()),
    meta: { failed: account.failedEnd },
    onSettled: () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
  return (
    <Loaded query={sessions} failed={account.failedSessions} lines={2}>
      {(open) => (
        <Stack>
          <SessionTable sessions={open} end={(id) => ending.mutate(id)} />
          {open.length > 1 && (
            <Button
              variant="default"
              w="fit-content"
              loading={ending.isPending && ending.variables === undefined}
              onClick={() => ending.mutate(undefined)}
            >
              {account.endOthers}
            </Button>
          )}
        </Stack>
      )}
    </Loaded>
  );
}

interface TableProps {
  sessions: OpenSession[];
  end: (id: string) => void;
}

function SessionTable({ sessions, end }: TableProps) {
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing="sm" aria-label={account.sessions}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{account.browser}</Table.Th>
            <Table.Th>{account.address}</Table.Th>
            <Table.Th>{account.began}</Table.Th>
            <Table.Th>{account.lastUsed}</Table.Th>
            <Table.Td aria-hidden />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sessions.map((session) => (
            <Table.Tr key={session.id}>
              <Table.Td title={session.agent}>{browserOf(session.agent)}</Table.Td>
              <Table.Td>{session.address}</Table.Td>
              <Table.Td>
                <Ago time={session.beganAt} />
              </Table.Td>
              <Table.Td>
                <Ago time={session.usedAt} />
              </Table.Td>
              <Table.Td ta="right">
                {session.current ? (
                  <Badge variant="default" tt="none">
                    {account.thisOne}
                  </Badge>
                ) : (
                  <Button variant="default" size="compact-sm" onClick={() => end(session.id)}>
                    {account.end}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
