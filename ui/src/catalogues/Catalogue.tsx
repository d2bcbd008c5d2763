import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconArchive, IconPlus, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Item, itemsQuery } from '../api/catalogues';
import { EmptyState } from '../parts/EmptyState';
import { useFocusBack } from '../parts/focusBack';
import { Loaded } from '../parts/Loaded';
import { SearchField } from '../parts/SearchField';
import { ShowMore } from '../parts/ShowMore';
import { ArchiveDialog } from './ArchiveDialog';
import { useBringBack } from './actions';
import { ItemDialog } from './ItemDialog';
import { ItemTable } from './ItemTable';
import type { Kind } from './kind';
import type { CatalogueSearch } from './search';
import { strings } from './strings';

interface Props<V extends Item, D extends object> {
  kind: Kind<V, D>;
  search: CatalogueSearch;
  /** Changes this much of the address, and leaves the rest of it. */
  change: (patch: CatalogueSearch, replace?: boolean) => void;
  /** Puts the button that creates one beside the page's title. */
  frame: (actions: ReactNode, content: ReactNode) => ReactNode;
  /** Beside the search, what else narrows the list. */
  narrower?: ReactNode;
}

/** A catalogue as people keep it: found, created, edited, archived and brought back. */
export function Catalogue<V extends Item, D extends object>({
  kind,
  search,
  change,
  frame,
  narrower,
}: Props<V, D>) {
  const { words } = kind;
  const focus = useFocusBack();
  const [archiving, setArchiving] = useState<V>();
  const bringBack = useBringBack<V>(kind.catalogue);
  const { item: opened, ...filter } = search;
  const narrowed = filter.segment !== undefined;
  const list = useInfiniteQuery(itemsQuery<V>(kind.catalogue, filter));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = filter.search !== undefined || filter.archived === true || narrowed;

  const open = (item: string) => {
    focus.remember();
    change({ item });
  };
  const close = () => {
    setArchiving(undefined);
    if (opened !== undefined) {
      change({ item: undefined }, true);
    }
    focus.restore();
  };
  const create = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => open('new')}>
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
                edit={(item) => open(item.id)}
                archive={(item) => {
                  focus.remember();
                  setArchiving(item);
                }}
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
      {opened !== undefined && <ItemDialog key={opened} kind={kind} id={opened} close={close} />}
      {archiving && <ArchiveDialog kind={kind} item={archiving} close={close} />}
    </>
  );
  const isEmpty = list.isSuccess && items.length === 0 && !isFiltered;
  return frame(isEmpty ? null : create, content);
}
