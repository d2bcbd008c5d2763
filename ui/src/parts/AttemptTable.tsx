import { Table, Text } from '@mantine/core';
import { IconCheck, IconCircleDashed, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { DeliveryAttempt } from '../api/webhooks';
import badges from './StatusBadge.module.css';
import { strings } from './strings';
import { Ago, formatDuration } from './Time';

const looks = {
  'under-way': ['calm', IconCircleDashed],
  accepted: ['good', IconCheck],
  failed: ['bad', IconX],
} as const;

interface Props {
  attempts: DeliveryAttempt[];
  /** Goes at the end of each row. */
  action?: (attempt: DeliveryAttempt) => ReactNode;
}

/** Attempts to hand something over to another system. */
export function AttemptTable({ attempts, action }: Props) {
  return attempts.length === 0 ? (
    <Text size="sm" c="dimmed">
      {strings.noAttempts}
    </Text>
  ) : (
    <Table.ScrollContainer minWidth={480}>
      <Table verticalSpacing="xs" aria-label={strings.attempts}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{strings.attemptTime}</Table.Th>
            <Table.Th>{strings.attemptResult}</Table.Th>
            <Table.Th>{strings.attemptAnswer}</Table.Th>
            <Table.Th>{strings.attemptDuration}</Table.Th>
            {action && <Table.Td aria-hidden />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {attempts.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td>
                <Ago time={one.at} />
                {one.sentBy && (
                  <Text size="xs" c="dimmed">
                    {strings.attemptBy(one.sentBy)}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <Result result={one.result} />
              </Table.Td>
              <Table.Td>
                {one.status !== undefined && <Text size="sm">{one.status}</Text>}
                {one.error && <Text size="xs">{one.error}</Text>}
              </Table.Td>
              <Table.Td>{one.durationMs !== undefined && formatDuration(one.durationMs)}</Table.Td>
              {action && <Table.Td>{action(one)}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Result({ result }: { result: DeliveryAttempt['result'] }) {
  const [tone, Sign] = looks[result];
  return (
    <span className={badges.badge} data-tone={tone}>
      <Sign size={13} stroke={2.4} aria-hidden />
      {strings.attemptResults[result]}
    </span>
  );
}
