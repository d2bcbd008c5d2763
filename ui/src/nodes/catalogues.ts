import { type UseQueryResult, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { allItemsQuery, createItem } from '../api/catalogues';
import type { Catalogue, ConditionFacts, Configs, KindFacts, NodeKind } from '../api/kinds';
import { conditionFields, kinds } from '../generated/kinds';
import type { Document, GraphNode } from '../graph/graph';
import { freeKey } from './fieldKey';
import { type Names, NO_NAMES } from './names';

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

/** The items of a catalogue; undefined while they are fetched. */
export function useCatalogue<T extends Item = Item>(catalogue: Catalogue): T[] | undefined {
  return useQuery(allItemsQuery<T>(catalogue)).data;
}

/** The catalogues whose items can be created from a name alone. */
export type Creatable = 'labels' | 'users' | 'personas' | 'fields';

function bodyOf(catalogue: Creatable, name: string, known: Item[] | undefined): object {
  const keys = new Set(known?.flatMap(({ key }) => key ?? []));
  return catalogue === 'fields' ? { name, key: freeKey(name, keys), type: 'text' } : { name };
}

/** Returns how to create an item of a catalogue by its name; it gives the id. */
export function useCreate(catalogue: Creatable): (name: string) => Promise<string> {
  const queries = useQueryClient();
  return useCallback(
    async (name) => {
      const { queryKey } = allItemsQuery<Item>(catalogue);
      const known = queries.getQueryData<Item[]>(queryKey);
      const made = await createItem<Item>(catalogue, bodyOf(catalogue, name, known));
      if (known) {
        queries.setQueryData<Item[]>(queryKey, [...known, made]);
      } else {
        // One alone would pass for all there are.
        void queries.invalidateQueries({ queryKey });
      }
      return made.id;
    },
    [catalogue, queries],
  );
}

const CATALOGUES = ['labels', 'users', 'personas', 'fields', 'skill-sets'] as const;

/** The catalogues that a graph refers to, as one text that changes only when they do. */
export function cataloguesOf(document: Document): string {
  const found = new Set(Object.values(document.nodes).flatMap(usedBy));
  return CATALOGUES.filter((one) => found.has(one)).join(' ');
}

function usedBy({ kind, config }: GraphNode): Catalogue[] {
  return kind === 'decision'
    ? config.conditions.flatMap(({ field }) => {
        const { catalogue }: ConditionFacts = conditionFields[field];
        return catalogue ?? [];
      })
    : usedByKind(kind, config);
}

function usedByKind<K extends NodeKind>(kind: K, config: Configs[K]): Catalogue[] {
  const { settings }: KindFacts<K> = kinds[kind];
  return (Object.keys(settings) as (keyof Configs[K])[]).flatMap((name) => {
    const value: unknown = config[name];
    const isEmpty = value === undefined || value === '' || (Array.isArray(value) && !value.length);
    return isEmpty ? [] : (settings[name].catalogue ?? []);
  });
}

/**
 * Returns names for the IDs in a graph, from the catalogues it refers to. All names arrive
 * together, because every card is redrawn for them.
 */
export function useNames(catalogues: string): Names {
  const wanted = catalogues.split(' ');
  const { isWaiting, items } = useQueries({
    queries: CATALOGUES.map((one) => ({
      ...allItemsQuery<Item>(one),
      enabled: wanted.includes(one),
    })),
    combine,
  });
  const names = useMemo(() => namesOf(items), [items]);
  const [known, setKnown] = useState(() => NO_NAMES);
  if (!isWaiting && known !== names) {
    setKnown(() => names);
  }
  return isWaiting ? known : names;
}

function combine(results: UseQueryResult<Item[]>[]) {
  return {
    isWaiting: results.some((result) => result.isLoading),
    items: results.map((result) => result.data),
  };
}

function namesOf(items: (Item[] | undefined)[]): Names {
  const known = new Map(CATALOGUES.map((catalogue, i) => [catalogue, named(items[i])]));
  return (catalogue, id) => known.get(catalogue)?.(id);
}

function named(items: Item[] | undefined): (id: string) => string | undefined {
  const names = new Map(items?.map((item) => [item.id, item.name]));
  return (id) => names.get(id) ?? (items?.some((item) => item.name === id) ? id : undefined);
}
