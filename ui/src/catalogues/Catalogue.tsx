import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconArchive, IconPlus, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Item, itemsQuery } from '../api/catalogues';
import { useMay } from '../api/session';
import { EmptyState } from '../parts/EmptyState';
import { Loaded } from '../parts/Loaded';
import { PageFrame } from '../parts/PageFrame';
import { SearchField } from '../parts/SearchField';
import { ShowMore } from '../parts/ShowMore';
import { ArchiveDialog } from './ArchiveDialog';
import { useUnarchive } from './actions';
import { useCatalogueAddress } from './address';
import { ItemDialog } from './ItemDialog';
import { ItemTable } from './ItemTable';
import type { Kind } from './kind';
import { strings } from './strings';

interface Props<V extends Item, D extends object> {
  kind: Kind<V, D>;
  /** A page of its own, or a part of one. */
  as: 'page' | 'part';
  /** A further filter, next to the search. */
  narrower?: ReactNode;
}

/** A catalog: its items can be found, created, edited, archived and unarchived. */
export function Catalogue<V extends Item, D extends object>({ kind, as, narrower }: Props<V, D>) {
  const { words } = kind;
  const { search, change } = useCatalogueAddress();
  const [archiving, setArchiving] = useState<V>();
  const { item: _item, create: _create, ...filter } = search;
  const list = useInfiniteQuery(itemsQuery<V>(kind.catalogue, filter));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const isEmpty = items.length === 0;
  const isFiltered = isNarrowed(filter) || filter.archived === true;
  const mayWrite = useMay()(kind.scope);
  const create = mayWrite && (
    <Button
      leftSection={<IconPlus size={18} aria-hidden />}
      onClick={() => change({ create: true })}
    >
      {words.create}
    </Button>
  );

  const content = (
    <>
      {(isFiltered || !isEmpty) && <Filters title={words.title} narrower={narrower} />}
      <Loaded query={list} failed={strings.failedList}>
        {() =>
          isEmpty ? (
            <Nothing kind={kind} create={create} />
          ) : (
            <>
              <Items<V, D>
                kind={kind}
                items={items}
                isStale={list.isPlaceholderData}
                mayWrite={mayWrite}
                archive={setArchiving}
              />
              <ShowMore list={list} label={strings.more} />
            </>
          )
        }
      </Loaded>
      <Opened kind={kind} mayWrite={mayWrite} />
      {archiving && (
        <ArchiveDialog kind={kind} item={archiving} close={() => setArchiving(undefined)} />
      )}
    </>
  );
  const actions = list.isSuccess && isEmpty && !isFiltered ? null : create;
  return as === 'page' ? (
    <PageFrame title={words.title} actions={actions}>
      <Text c="dimmed" mb="md" maw={720}>
        {words.text}
      </Text>
      {content}
    </PageFrame>
  ) : (
    <>
      <Group justify="space-between" align="flex-start" mb="md">
        <Text c="dimmed" maw={640}>
          {words.text}
        </Text>
        {actions}
      </Group>
      {content}
    </>
  );
}

const isNarrowed = ({ search, segment }: { search?: string; segment?: string }): boolean =>
  search !== undefined || segment !== undefined;

/** The search and the other filters of the list. */
function Filters({ title, narrower }: { title: string; narrower: ReactNode }) {
  const { search, change } = useCatalogueAddress();
  return (
    <Group mb="md" gap="sm" role="search" aria-label={title}>
      <SearchField
        label={strings.search}
        clear={strings.clearSearch}
        value={search.search ?? ''}
        change={(text) => change({ search: text || undefined }, true)}
      />
      <SegmentedControl
        aria-label={strings.which}
        data={[
          { value: 'false', label: strings.inUse },
          { value: 'true', label: strings.archived },
        ]}
        value={String(search.archived === true)}
        onChange={(value) => change({ archived: value === 'true' ? true : undefined })}
      />
      {narrower}
    </Group>
  );
}

interface OpenedProps<V extends Item, D extends object> {
  kind: Kind<V, D>;
  mayWrite: boolean;
}

/** The dialog of the item that the address names, or of a new one. */
function Opened<V extends Item, D extends object>({ kind, mayWrite }: OpenedProps<V, D>) {
  const { search, change } = useCatalogueAddress();
  const { item: id, create } = search;
  const dialog = {
    kind,
    mayWrite,
    close: () => change({ item: undefined, create: undefined }, true),
    open: (item: string) => change({ item, create: undefined }, true),
  };
  return create && mayWrite ? (
    <ItemDialog key="new" {...dialog} />
  ) : (
    id !== undefined && <ItemDialog key={id} {...dialog} id={id} />
  );
}

interface ItemsProps<V extends Item, D extends object> {
  kind: Kind<V, D>;
  items: V[];
  isStale: boolean;
  mayWrite: boolean;
  archive(item: V): void;
}

function Items<V extends Item, D extends object>(props: ItemsProps<V, D>) {
  const { change } = useCatalogueAddress();
  const unarchive = useUnarchive(props.kind);
  return (
    <ItemTable
      {...props}
      edit={(item) => change({ item: item.id })}
      unarchive={(item) => unarchive.mutate(item)}
    />
  );
}

interface NothingProps<V extends Item, D extends object> {
  kind: Kind<V, D>;
  create: ReactNode;
}

/** In place of an empty list: the reason, and what to do next. */
function Nothing<V extends Item, D extends object>({ kind, create }: NothingProps<V, D>) {
  const { search, change } = useCatalogueAddress();
  if (isNarrowed(search)) {
    return (
      <EmptyState icon={IconSearch} title={strings.nothingFound} text={strings.nothingFoundText}>
        <Button variant="default" onClick={() => change({ search: undefined, segment: undefined })}>
          {strings.clearFilters}
        </Button>
      </EmptyState>
    );
  }
  return search.archived ? (
    <EmptyState icon={IconArchive} title={strings.noneArchived} text={strings.noneArchivedText} />
  ) : (
    <EmptyState icon={kind.icon} title={kind.words.emptyTitle} text={kind.words.emptyText}>
      {create}
    </EmptyState>
  );
}
