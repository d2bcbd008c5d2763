import { Code, Stack, Table, Text, Title } from '@mantine/core';
import type { AuditEntry } from '../api/audit';
import { Dialog } from '../parts/Dialog';
import { formatTime } from '../parts/Time';
import { outcomes, strings, words } from './auditStrings';

type Values = Record<string, unknown>;

const valuesIn = (change: Values | undefined, key: string): Values | undefined => {
  const part = change?.[key];
  return typeof part === 'object' && part !== null ? (part as Values) : undefined;
};

/** One entry with its change. */
export function AuditEntryDialog({ entry, close }: { entry: AuditEntry; close: () => void }) {
  return (
    <Dialog title={strings.entry(entry.sequence)} size="lg" close={close}>
      <Facts entry={entry} />
    </Dialog>
  );
}

function Facts({ entry }: { entry: AuditEntry }) {
  const facts: [label: string, value: string | undefined][] = [
    [strings.time, formatTime(entry.at)],
    [strings.actor, entry.actor.name],
    [strings.role, entry.actor.role],
    [strings.operation, words(entry.operation)],
    [strings.object, entry.object.name],
    [strings.objectId, entry.object.id],
    [strings.outcome, outcomes[entry.outcome]],
    [strings.reason, entry.reason],
    [strings.address, entry.address],
    [strings.browser, entry.userAgent],
    [strings.hash, entry.hash],
  ];
  return (
    <Stack>
      <Table aria-label={strings.entry(entry.sequence)} layout="fixed">
        <Table.Tbody>
          {facts
            .filter(([, value]) => value)
            .map(([label, value]) => (
              <Table.Tr key={label}>
                <Table.Th w={120} scope="row">
                  {label}
                </Table.Th>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
      <Change change={entry.change as Values | undefined} />
    </Stack>
  );
}

function Change({ change }: { change?: Values }) {
  const before = valuesIn(change, 'before');
  const after = valuesIn(change, 'after');
  const { before: _, after: __, sent, ...rest } = change ?? {};
  return (
    <>
      {before && after && <Difference before={before} after={after} />}
      {before && !after && <Json title={strings.deleted} value={before} />}
      {sent !== undefined && <Json title={strings.sent} value={sent} />}
      {Object.keys(rest).length > 0 && <Json title={strings.other} value={rest} />}
    </>
  );
}

function Difference({ before, after }: { before: Values; after: Values }) {
  return (
    <div>
      <Title order={3} size="h5" mb={6}>
        {strings.change}
      </Title>
      <Table aria-label={strings.change} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={120}>{strings.property}</Table.Th>
            <Table.Th>{strings.before}</Table.Th>
            <Table.Th>{strings.after}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {Object.keys(after).map((name) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">{words(name)}</Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{shown(before[name])}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{shown(after[name])}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') {
    return strings.empty;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function Json({ title, value }: { title: string; value: unknown }) {
  return (
    <div>
      <Title order={3} size="h5" mb={6}>
        {title}
      </Title>
      <Text component="div" size="sm">
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {JSON.stringify(value, null, 2)}
        </Code>
      </Text>
    </div>
  );
}
