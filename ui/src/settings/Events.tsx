import { Badge, Button, Group, NativeSelect, Stack, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconInbox } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Receipt, type ReceiptResult, receiptsQuery } from '../api/events';
import { startOf } from '../parts/characters';
import { EmptyState } from '../parts/EmptyState';
import { Kept } from '../parts/Kept';
import { Loaded } from '../parts/Loaded';
import { ShowMore } from '../parts/ShowMore';
import { Ago } from '../parts/Time';
import { RejectedEventDialog } from './EventDialog';
import { results, strings } from './eventStrings';

const LONGEST_SOURCE = 512;

const colours: Record<ReceiptResult, string> = {
  accepted: 'teal.9',
  duplicate: 'gray.7',
  rejected: 'red.9',
};

/** The receipts of posted events; a rejected event can be opened and sent again. */
export function Events() {
  const [result, setResult] = useState<ReceiptResult | ''>('rejected');
  const [source, setSource] = useState('');
  const [wanted] = useDebouncedValue(source, 300);
  const [open, setOpen] = useState<string>();
  const list = useInfiniteQuery(
    receiptsQuery({ result: result || undefined, source: wanted || undefined }),
  );
  return (
    <Stack>
      <Text c="dimmed" maw={640}>
        {strings.text}
      </Text>
      <Kept kind="rejectedEventsDays" text={strings.kept} />
      <Group align="flex-end">
        <NativeSelect
          label={strings.result}
          value={result}
          onChange={(event) => setResult(event.currentTarget.value as ReceiptResult | '')}
          data={[
            { value: '', label: strings.all },
            ...Object.entries(results).map(([value, label]) => ({ value, label })),
          ]}
        />
        <TextInput
          label={strings.source}
          placeholder={strings.sourcePlaceholder}
          value={source}
          onChange={(event) => setSource(startOf(event.currentTarget.value, LONGEST_SOURCE))}
        />
      </Group>
      <Loaded query={list} failed={strings.failedList} lines={4}>
        {(pages) => {
          const receipts = pages.pages.flatMap((page) => page.items);
          return receipts.length === 0 ? (
            <EmptyState icon={IconInbox} title={strings.none} text={strings.noneText} />
          ) : (
            <>
              <ReceiptTable receipts={receipts} open={setOpen} />
              <ShowMore list={list} label={strings.showMore} />
            </>
          );
        }}
      </Loaded>
      {open && <RejectedEventDialog id={open} close={() => setOpen(undefined)} />}
    </Stack>
  );
}

function ReceiptTable({ receipts, open }: { receipts: Receipt[]; open: (id: string) => void }) {
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table verticalSpacing="sm" aria-label={strings.title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{strings.event}</Table.Th>
            <Table.Th>{strings.type}</Table.Th>
            <Table.Th>{strings.result}</Table.Th>
            <Table.Th>{strings.reason}</Table.Th>
            <Table.Th>{strings.received}</Table.Th>
            <Table.Td aria-hidden />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {receipts.map((receipt) => (
            <Table.Tr
              key={receipt.rejectedId ?? `${receipt.result} ${receipt.source} ${receipt.id}`}
            >
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                <Text size="sm">{receipt.id ?? strings.noId}</Text>
                <Text size="xs" c="dimmed">
                  {receipt.source}
                </Text>
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{receipt.type}</Table.Td>
              <Table.Td>
                <Badge
                  color={receipt.repostedAt ? 'gray.7' : colours[receipt.result]}
                  tt="none"
                  miw="max-content"
                >
                  {receipt.repostedAt ? strings.resent : results[receipt.result]}
                </Badge>
              </Table.Td>
              <Table.Td>{about(receipt)}</Table.Td>
              <Table.Td>
                <Ago time={receipt.receivedAt} />
              </Table.Td>
              <Table.Td>
                {receipt.rejectedId && (
                  <Button
                    variant="default"
                    size="compact-sm"
                    aria-label={strings.openOf(receipt.id ?? strings.noId)}
                    onClick={() => open(receipt.rejectedId as string)}
                  >
                    {strings.open}
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

function about(receipt: Receipt): string {
  const [first, ...others] = receipt.errors ?? [];
  if (first) {
    return others.length > 0 ? `${first.message} ${strings.more(others.length)}` : first.message;
  }
  if (receipt.times !== undefined) {
    const times = strings.times(receipt.times);
    return receipt.sameBody === false ? `${times}, ${strings.otherBody}` : times;
  }
  return strings.runs(receipt.executions.length);
}
