import { Alert, Badge, Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconDownload, IconShieldCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import {
  type AuditEntry,
  type AuditFilter,
  type AuditOutcome,
  auditExport,
  auditQuery,
  verifyAudit,
} from '../api/audit';
import { EmptyState } from '../parts/EmptyState';
import { Loaded } from '../parts/Loaded';
import { ShowMore } from '../parts/ShowMore';
import { Ago } from '../parts/Time';
import { AuditEntryDialog } from './AuditEntryDialog';
import { AuditFilters } from './AuditFilters';
import type { AuditSearch } from './auditSearch';
import { kinds, outcomes, strings, words } from './auditStrings';

const route = getRouteApi('/shell/settings');

const colours: Record<AuditOutcome, string> = {
  done: 'gray.7',
  refused: 'red.9',
  failed: 'orange.9',
};

const isOutcome = (text: string | undefined): text is AuditOutcome =>
  text !== undefined && text in outcomes;

/** Returns midnight of a day, or of a later one, in the time zone of the user. */
function midnight(day: string | undefined, later = 0): string | undefined {
  const date = new Date(`${day}T00:00:00`);
  if (Number.isNaN(date.getTime())) {
    return undefined;
  }
  date.setDate(date.getDate() + later);
  return date.toISOString();
}

const filterOf = (search: AuditSearch): AuditFilter => ({
  actor: search.actor,
  operation: search.operation,
  objectKind: search.kind,
  objectId: search.kind ? search.object : undefined,
  outcome: isOutcome(search.outcome) ? search.outcome : undefined,
  from: midnight(search.from),
  to: midnight(search.to, 1),
});

/** The audit log, with its filter in the address. */
export function AuditLog() {
  const { tab: _, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const [open, setOpen] = useState<AuditEntry>();
  const filter = filterOf(search);
  const list = useInfiniteQuery(auditQuery(filter));
  return (
    <Stack>
      <Group justify="space-between" align="flex-start">
        <Text c="dimmed" maw={640}>
          {strings.text}
        </Text>
        <Actions filter={filter} />
      </Group>
      <AuditFilters
        search={search}
        change={(next, replace) => navigate({ search: { tab: 'audit', ...next }, replace })}
      />
      <Loaded query={list} failed={strings.failedList} lines={6}>
        {(pages) => {
          const entries = pages.pages.flatMap((page) => page.items);
          return entries.length === 0 ? (
            <EmptyState icon={IconShieldCheck} title={strings.none} text={strings.noneText} />
          ) : (
            <>
              <EntryTable entries={entries} open={setOpen} />
              <ShowMore list={list} label={strings.showMore} />
            </>
          );
        }}
      </Loaded>
      {open && <AuditEntryDialog entry={open} close={() => setOpen(undefined)} />}
    </Stack>
  );
}

function Actions({ filter }: { filter: AuditFilter }) {
  const verify = useMutation({ mutationFn: verifyAudit, meta: { failed: strings.failedVerify } });
  const fault = verify.data?.fault;
  return (
    <Stack gap="xs" align="flex-end">
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconShieldCheck size={17} aria-hidden />}
          loading={verify.isPending}
          onClick={() => verify.mutate()}
        >
          {strings.verify}
        </Button>
        <Button
          variant="default"
          component="a"
          href={auditExport(filter)}
          download="audit.jsonl"
          leftSection={<IconDownload size={17} aria-hidden />}
        >
          {strings.export}
        </Button>
      </Group>
      {verify.data && (
        <Alert color={fault ? 'red' : 'teal'} role="status" py="xs">
          {fault
            ? strings.broken(fault.sequence, fault.detail)
            : strings.verified(verify.data.entries)}
        </Alert>
      )}
    </Stack>
  );
}

const line = { whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' } as const;

function EntryTable({
  entries,
  open,
}: {
  entries: AuditEntry[];
  open: (entry: AuditEntry) => void;
}) {
  return (
    <Table.ScrollContainer minWidth={860}>
      <Table verticalSpacing="xs" layout="fixed" aria-label={strings.title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={110}>{strings.time}</Table.Th>
            <Table.Th>{strings.actor}</Table.Th>
            <Table.Th>{strings.operation}</Table.Th>
            <Table.Th>{strings.object}</Table.Th>
            <Table.Th w={100}>{strings.outcome}</Table.Th>
            <Table.Th w={140}>{strings.address}</Table.Th>
            <Table.Td w={80} aria-hidden />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <EntryRow key={entry.sequence} entry={entry} open={() => open(entry)} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function EntryRow({ entry, open }: { entry: AuditEntry; open: () => void }) {
  const kind = kinds[entry.object.kind] ?? entry.object.kind;
  const object = entry.object.name ? `${kind}: ${entry.object.name}` : kind;
  return (
    <Table.Tr>
      <Table.Td>
        <Ago time={entry.at} />
      </Table.Td>
      <Table.Td style={line} title={entry.actor.name}>
        {entry.actor.name}
      </Table.Td>
      <Table.Td style={line} title={entry.operation}>
        {words(entry.operation)}
      </Table.Td>
      <Table.Td style={line} title={object}>
        {object}
      </Table.Td>
      <Table.Td>
        <Badge color={colours[entry.outcome]} tt="none" miw="max-content">
          {outcomes[entry.outcome]}
        </Badge>
      </Table.Td>
      <Table.Td style={line}>{entry.address}</Table.Td>
      <Table.Td>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={strings.showOf(words(entry.operation), object)}
          onClick={open}
        >
          {strings.show}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}
