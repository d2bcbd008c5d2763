import { ActionIcon, Anchor, Group, Table, Tooltip } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconPencil } from '@tabler/icons-react';
import type { Item } from '../api/catalogues';
import { type Kind, nameOf } from './kind';
import { strings } from './strings';

interface Props<V extends Item, D extends object> {
  kind: Kind<V, D>;
  items: V[];
  /** While the list for a new search is on its way. */
  isStale: boolean;
  mayWrite: boolean;
  edit: (item: V) => void;
  archive: (item: V) => void;
  unarchive: (item: V) => void;
}

export function ItemTable<V extends Item, D extends object>(props: Props<V, D>) {
  const { kind, items, isStale } = props;
  const [first, ...others] = kind.columns;
  return (
    <Table.ScrollContainer minWidth={560} scrollAreaProps={{ type: 'auto' }}>
      <Table
        verticalSpacing="sm"
        highlightOnHover
        aria-label={kind.words.title}
        aria-busy={isStale}
        opacity={isStale ? 0.65 : 1}
      >
        <Table.Thead>
          <Table.Tr>
            {kind.columns.map((column) => (
              <Table.Th key={column.title}>{column.title}</Table.Th>
            ))}
            <Table.Td aria-hidden />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={item.id}>
              <Table.Td maw={300}>
                <Anchor
                  component="button"
                  type="button"
                  c="inherit"
                  fz="sm"
                  fw={600}
                  ta="left"
                  maw="100%"
                  onClick={() => props.edit(item)}
                >
                  {first.cell(item)}
                </Anchor>
              </Table.Td>
              {others.map((column) => (
                <Table.Td key={column.title}>{column.cell(item)}</Table.Td>
              ))}
              <Table.Td w={90}>{props.mayWrite && <Actions {...props} item={item} />}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Actions<V extends Item, D extends object>({
  kind,
  item,
  edit,
  archive,
  unarchive,
}: Props<V, D> & { item: V }) {
  const name = nameOf(kind, item);
  const [label, Sign, act] = item.archived
    ? ([strings.unarchiveOf(name), IconArchiveOff, unarchive] as const)
    : ([strings.archiveOf(name), IconArchive, archive] as const);
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <Tooltip label={strings.edit(name)}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={strings.edit(name)}
          onClick={() => edit(item)}
        >
          <IconPencil size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={label}>
        <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={() => act(item)}>
          <Sign size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
