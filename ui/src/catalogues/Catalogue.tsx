import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconArchive, IconPlus, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Item, itemsQuery } from '../api/catalogues';
import { EmptyState } from '../parts/EmptyState';
import { Loaded } from '../parts/Loaded';
import { PageFrame } from '../parts/PageFrame';
import { SearchField } from '../parts/SearchField';
import { ShowMore } from '../parts/ShowMore';
import { ArchiveDialog } from './ArchiveDialog';
import { useBringBack } from './actions';
import { useCatalogueAddress } from './address';
import { ItemDialog } from './ItemDialog';
import { ItemTable } from './ItemTable';
import type { Kind } from './kind';
import { strings } from './strings';

interface Props<V extends Item, D extends object> {
  kind: Kind<V, D>;
  /** A page of its own, or a part of one. */
  as: 'page' | 'part';
  /** Beside the search, what else narrows the list. */
  narrower?: ReactNode;
}

/** A catalogue as people keep it: found, created, edited, archived and brought back. */
export function Catalogue<V extends Item, D extends object>({ kind, as, narrower }: Props<V, D>) {
  const { words } = kind;
  const { search, change } = useCatalogueAddress();
  const [archiving, setArchiving] = useState<V>();
  const bringBack = useBringBack(kind);
  const { item: opened, create: creating, ...filter } = search;
  const narrowed = filter.segment !== undefined;
  const list = useInfiniteQuery(itemsQuery<V>(kind.catalogue, filter));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = filter.search !== undefined || filter.archived === true || narrowed;
  const close = () => change({ item: undefined, create: undefined }, true);
  const create = (
    <Button
      leftSection={<IconPlus size={18} aria-hidden />}
      onClick={() => change({ create: true })}
    >
      {words.create}
    </Button>
  );

  const content = (
    <>
      {(isFiltered || items.length > 0) && (
        <Group mb="md" gap="sm" role="search" aria-label={words.title}>
          <SearchField
            label={strings.search}
            clear={strings.clearSearch}
            value={filter.search ?? ''}
            change={(text) => change({ search: text || undefined }, true)}
          />
          <SegmentedControl
            aria-label={strings.which}
            data={[
              { value: 'false', label: strings.inUse },
              { value: 'true', label: strings.archived },
            ]}
            value={String(filter.archived === true)}
            onChange={(value) => change({ archived: value === 'true' ? true : undefined })}
          />
          {narrower}
        </Group>
      )}
      <Loaded query={list} failed={strings.failedList}>
        {() =>
          items.length > 0 ? (
            <>
              <ItemTable
                kind={kind}
                items={items}
                isStale={list.isPlaceholderData}
                edit={(item) => change({ item: item.id })}
                archive={setArchiving}
                bringBack={(item) => bringBack.mutate(item)}
              />
              <ShowMore list={list} label={strings.more} />
            </>
          ) : filter.search !== undefined || narrowed ? (
            <EmptyState
              icon={IconSearch}
              title={strings.nothingFound}
              text={strings.nothingFoundText}
            >
              <Button
                variant="default"
                onClick={() => change({ search: undefined, segment: undefined })}
              >
                {strings.clearFilters}
              </Button>
            </EmptyState>
          ) : filter.archived ? (
            <EmptyState
              icon={IconArchive}
              title={strings.noneArchived}
              text={strings.noneArchivedText}
            />
          ) : (
            <EmptyState icon={kind.icon} title={words.emptyTitle} text={words.emptyText}>
              {create}
            </EmptyState>
          )
        }
      </Loaded>
      {creating ? (
        <ItemDialog key="new" kind={kind} close={close} />
      ) : (
        opened !== undefined && <ItemDialog key={opened} kind={kind} id={opened} close={close} />
      )}
      {archiving && (
        <ArchiveDialog kind={kind} item={archiving} close={() => setArchiving(undefined)} />
      )}
    </>
  );
  const actions = list.isSuccess && items.length === 0 && !isFiltered ? null : create;
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
