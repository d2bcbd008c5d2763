import { Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Erasure, erasuresQuery } from '../api/privacy';
import { Loaded } from '../parts/Loaded';
import { Ago } from '../parts/Time';
import { erasureWords as strings } from './retentionStrings';

/** The newest erasures of contacts: how far they are, and what came of them. */
export function ErasureList() {
  const erasures = useQuery(erasuresQuery);
  return (
    <Stack gap="xs" mt="xl">
      <Title order={2} size="h5">
        {strings.title}
      </Title>
      <Text c="dimmed">{strings.text}</Text>
      <Loaded query={erasures} failed={strings.failedLoad}>
        {({ items }) => (items.length === 0 ? <Text>{strings.none}</Text> : <Rows items={items} />)}
      </Loaded>
    </Stack>
  );
}

function Rows({ items }: { items: Erasure[] }) {
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table verticalSpacing="xs" aria-label={strings.title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{strings.requested}</Table.Th>
            <Table.Th>{strings.by}</Table.Th>
            <Table.Th>{strings.state}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td>
                <Ago time={one.requestedAt} />
              </Table.Td>
              <Table.Td>{one.requestedBy}</Table.Td>
              <Table.Td>
                <Text size="sm">{stateOf(one)}</Text>
                {one.problem && <Text size="xs">{one.problem}</Text>}
                {one.search?.returned && <Text size="xs">{strings.returned}</Text>}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

export function stateOf({ phase, search }: Erasure): string {
  if (phase !== 'done' || !search) {
    return strings.phases[phase];
  }
  const places = search.left.map(({ table, column }) => `${table}.${column}`);
  return search.unreadable.length > 0
    ? strings.unreadable(search.unreadable.join(', '))
    : places.length > 0
      ? strings.left(places.join(', '))
      : strings.nothingLeft;
}
