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
  | 'segments';

/** What everything has that is kept in a catalogue; a contact may be known by a number alone. */
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

/** Asks a skill set anew for its skills. */
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

/** How many contacts a filter holds, counted up to 10,000. */
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
  /** Of contacts: those that are in it. */
  segment?: string;
}

const PAGE = 50;

/** Catalogues are alike, and their paths are put together here: the type of an item is the caller's. */
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
    // Whoever edits one begins with what it is now: what they leave alone is sent back, too.
    gcTime: 0,
  });

const LARGE_PAGE = 200;

/** All of a catalogue, for choosing among them and for telling them apart. */
export const allItemsQuery = <V extends Item>(
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
    // Whoever archives something decides by this.
    staleTime: 0,
  });

export const createItem = <V extends Item>(catalogue: CatalogueName, body: object) =>
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
