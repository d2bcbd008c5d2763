import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, client, type Settled } from './client';
import type { Page, Schemas } from './types';

export type CatalogueName =
  | 'labels'
  | 'users'
  | 'personas'
  | 'fields'
  | 'skill-sets'
  | 'contacts'
  | 'segments'
  | 'channels'
  | 'subscriptions';

/** The fields that items of all catalogs share; a contact may have a number instead of a name. */
export interface Item {
  id: string;
  name?: string;
  archived: boolean;
  createdAt: string;
}

export type Label = Schemas['Label'];
export type User = Schemas['User'];
export type Persona = Schemas['Persona'];

export const fieldTypes = ['text', 'number', 'date', 'choice', 'email', 'phone'] as const;
export type FieldType = (typeof fieldTypes)[number];
export type Field = Schemas['Field'] & { type: FieldType };

export type Skill = Schemas['Skill'];
export type SkillHealth = Schemas['SkillSetHealth'] & {
  status: 'unknown' | 'healthy' | 'failing';
};
export type SkillSet = Schemas['SkillSet'] & { health: SkillHealth };

/** Loads the skills of a skill set again. */
export const refreshSkillSet = (id: string) =>
  answer(
    client.POST('/skill-sets/{id}/refresh', { params: { path: { id } } }),
  ) as Promise<SkillSet>;

export type ContactItem = Schemas['Contact'];

export interface SegmentCondition {
  field: string;
  operator: string;
  value?: string | number | boolean;
}

export interface SegmentFilter {
  match: 'all' | 'any';
  conditions: SegmentCondition[];
}

export type Segment = Schemas['Segment'] & { filter: SegmentFilter };

/** Returns how many contacts match a filter, counted up to 10,000. */
export const countContacts = (filter: SegmentFilter) =>
  answer<Schemas['SegmentCount']>(
    client.POST('/segments/count', {
      body: { filter: filter as Schemas['SegmentPreview']['filter'] },
    }),
  );

/** A workflow that refers to an item, and where. */
export type Use = Schemas['Use'];

interface ItemFilter {
  search?: string;
  archived?: boolean;
  /** Contacts only: those in this segment. */
  segment?: string;
}

const PAGE = 50;

/** Catalogs share their paths and calls; only the type of their items differs. */
interface Alike {
  GET<T>(path: string, init?: object): Promise<Settled<T>>;
  POST<T>(path: string, init?: object): Promise<Settled<T>>;
  PATCH<T>(path: string, init?: object): Promise<Settled<T>>;
}
const alike = client as unknown as Alike;

export const itemsQuery = <V extends Item>(catalogue: CatalogueName, filter: ItemFilter) =>
  infiniteQueryOptions({
    queryKey: ['catalogue', catalogue, 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      answer(
        alike.GET<Page<V>>(`/${catalogue}`, {
          params: { query: { ...filter, limit: PAGE, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (previous) => previous,
  });

export const itemQuery = <V extends Item>(catalogue: CatalogueName, id: string) =>
  queryOptions({
    queryKey: ['catalogue', catalogue, 'one', id],
    queryFn: () => answer(alike.GET<V>(`/${catalogue}/{id}`, { params: { path: { id } } })),
    // An edit starts from the current values: those that do not change are sent back as well.
    gcTime: 0,
  });

const LARGE_PAGE = 200;

/** All items of a catalog, to choose from and to name. */
export const allItemsQuery = <V extends { id: string }>(
  catalogue: CatalogueName,
  filter: { archived?: 'all' } = {},
) =>
  queryOptions({
    queryKey: ['catalogue', catalogue, 'all', filter],
    queryFn: async ({ signal }) => {
      const items: V[] = [];
      let cursor: string | undefined;
      do {
        const query = { ...filter, limit: LARGE_PAGE, cursor };
        const page = await answer(
          alike.GET<Page<V>>(`/${catalogue}`, { params: { query }, signal }),
        );
        items.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      return items;
    },
    staleTime: 30_000,
  });

export const usesQuery = (catalogue: CatalogueName, id: string) =>
  queryOptions({
    queryKey: ['catalogue', catalogue, 'used-by', id],
    queryFn: async () =>
      (
        await answer(
          alike.GET<{ items: Use[] }>(`/${catalogue}/{id}/used-by`, { params: { path: { id } } }),
        )
      ).items,
    // Users decide by this whether to archive an item.
    staleTime: 0,
  });

export const createItem = <V extends { id: string }>(catalogue: CatalogueName, body: object) =>
  answer(alike.POST<V>(`/${catalogue}`, { body }));

export const changeItem = <V extends Item>(catalogue: CatalogueName, id: string, body: object) =>
  answer(alike.PATCH<V>(`/${catalogue}/{id}`, { params: { path: { id } }, body }));

export const archiveItem = <V extends Item>(
  catalogue: CatalogueName,
  id: string,
  archived: boolean,
) =>
  answer(
    alike.POST<V>(`/${catalogue}/{id}/${archived ? 'archive' : 'unarchive'}`, {
      params: { path: { id } },
    }),
  );
