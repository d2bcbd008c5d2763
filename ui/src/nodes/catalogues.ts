import { type UseQueryResult, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { allItemsQuery, createItem } from '../api/catalogues';
import type { Document } from '../graph/graph';
import { freeKey } from './fieldKey';
import { type Names, NO_NAMES } from './view';

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

/** The items of a catalogue; undefined while they are fetched. */
export function useCatalogue<T extends Item = Item>(catalogue: Catalogue): T[] | undefined {
  return useQuery(allItemsQuery<T>(catalogue)).data;
}

/** What a name alone is enough for. */
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
  const found = new Set<Catalogue>();
  for (const { kind, config } of Object.values(document.nodes)) {
    if (kind === 'addLabel' || kind === 'removeLabel') {
      found.add('labels');
    } else if (kind === 'decision') {
      if (config.conditions.some(({ field }) => field === 'labels')) {
        found.add('labels');
      }
    } else if (kind === 'assignToUser') {
      found.add('users');
    } else if (kind === 'assignToAi') {
      found.add('personas');
    } else if (kind === 'aiExtraction') {
      found.add('fields');
    } else if (kind === 'customSkill') {
      found.add('skill-sets');
    }
  }
  return CATALOGUES.filter((one) => found.has(one)).join(' ');
}

/**
 * Names for the ids in a graph, of the catalogues it refers to. They come all at once, since every
 * card is drawn anew for them.
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
  const [labels, users, personas, fields, skillSets] = items;
  const names = useMemo(
    () => ({
      label: named(labels),
      user: named(users),
      persona: named(personas),
      field: named(fields),
      skillSet: named(skillSets),
    }),
    [labels, users, personas, fields, skillSets],
  );
  const [known, setKnown] = useState(NO_NAMES);
  if (!isWaiting && known !== names) {
    setKnown(names);
  }
  return isWaiting ? known : names;
}

function combine(results: UseQueryResult<Item[]>[]) {
  return {
    isWaiting: results.some((result) => result.isLoading),
    items: results.map((result) => result.data),
  };
}

function named(items: Item[] | undefined): (id: string) => string | undefined {
  const names = new Map(items?.map((item) => [item.id, item.name]));
  return (id) => names.get(id) ?? (items?.some((item) => item.name === id) ? id : undefined);
}
