import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { answer, client } from '../api/client';
import type { Page } from '../api/types';
import type { Document } from '../graph/graph';
import type { Names } from './view';

export interface Item {
  id: string;
  name: string;
  key?: string;
  colour?: string;
  email?: string;
}

export interface Skill {
  name: string;
  title?: string;
  description?: string;
  /** JSON Schema of its arguments. */
  parameters?: unknown;
}

export interface SkillSet extends Item {
  skills?: Skill[];
}

export type Catalogue = 'labels' | 'users' | 'personas' | 'fields' | 'skill-sets';

const MOST_PAGES = 20;

async function everything<T>(catalogue: Catalogue): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    // Each catalogue is read alike; their items differ.
    const got = (await answer(
      client.GET(`/${catalogue}` as '/labels', { params: { query: { limit: 200, cursor } } }),
    )) as unknown as Page<T>;
    items.push(...got.items);
    cursor = got.nextCursor;
    if (!cursor) {
      break;
    }
  }
  return items;
}

const query = <T extends Item>(catalogue: Catalogue) => ({
  queryKey: ['catalogue', catalogue],
  queryFn: () => everything<T>(catalogue),
  staleTime: 30_000,
});

/** The items of a catalogue; undefined while they are fetched. */
export function useCatalogue<T extends Item = Item>(catalogue: Catalogue): T[] | undefined {
  return useQuery(query<T>(catalogue)).data;
}

/** Creates a label and gives its id. */
export function useCreateLabel(): (name: string) => Promise<string> {
  const queries = useQueryClient();
  return useCallback(
    async (name) => {
      const made = await answer<Item>(client.POST('/labels', { body: { name } }));
      queries.setQueryData<Item[]>(['catalogue', 'labels'], (old) => [...(old ?? []), made]);
      return made.id;
    },
    [queries],
  );
}

/** Names for the ids in a graph; skill sets are asked for only where it uses one. */
export function useNames(document: Document): Names {
  const skills = Object.values(document.nodes).some((node) => node.kind === 'customSkill');
  const [labels, users, personas, fields, skillSets] = useQueries({
    queries: [
      query<Item>('labels'),
      query<Item>('users'),
      query<Item>('personas'),
      query<Item>('fields'),
      { ...query<SkillSet>('skill-sets'), enabled: skills },
    ],
  }).map((result) => result.data);
  return useMemo(
    () => ({
      label: named(labels),
      user: named(users),
      persona: named(personas),
      field: named(fields),
      skillSet: named(skillSets),
    }),
    [labels, users, personas, fields, skillSets],
  );
}

function named(items: Item[] | undefined): (id: string) => string | undefined {
  const names = new Map(items?.map((item) => [item.id, item.name]));
  return (id) => names.get(id) ?? (items?.some((item) => item.name === id) ? id : undefined);
}
