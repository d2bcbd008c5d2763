import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Label } from '../api/catalogues';
import { answer, client } from '../api/client';
import type { Page } from '../api/types';

/** Colours of labels by id, of archived ones too: conversations keep them. */
export function useLabelColours(): ReadonlyMap<string, string> {
  const labels = useQuery({
    queryKey: ['catalogue', 'labels', 'colours'],
    queryFn: async () =>
      (
        await answer<Page<Label>>(
          client.GET('/labels', { params: { query: { archived: 'all', limit: 200 } } }),
        )
      ).items,
    staleTime: 30_000,
  }).data;
  return useMemo(() => new Map(labels?.map(({ id, colour }) => [id, colour])), [labels]);
}
