import { queryOptions } from '@tanstack/react-query';
import { answer, client } from '../../api/client';
import type { Schemas } from '../../api/types';

export type WorkingCopy = Schemas['WorkingCopy'];

export const getWorkingCopy = (id: string) =>
  answer(client.GET('/workflows/{id}/working-copy', { params: { path: { id } } }));

/** Fetched before the page is there, and good for that opening only. */
export const workingCopyQuery = (id: string) =>
  queryOptions({
    queryKey: ['working-copy', id],
    queryFn: () => getWorkingCopy(id),
    staleTime: 1_000,
    gcTime: 5_000,
  });
