import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { allItemsQuery, type Label } from '../api/catalogues';

/** Colours of labels by id, of archived ones too: conversations keep them. */
export function useLabelColours(): ReadonlyMap<string, string> {
  const labels = useQuery(allItemsQuery<Label>('labels', { archived: 'all' })).data;
  return useMemo(() => new Map(labels?.map(({ id, colour }) => [id, colour])), [labels]);
}
