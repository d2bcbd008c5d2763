import { queryOptions } from '@tanstack/react-query';
import { answer, client } from '../api/client';
import type { Schemas } from '../api/types';
import type { Graph } from '../graph/graph';

/** The same, with the graph as it is edited here. */
type Drawn<T> = Omit<T, 'graph'> & { graph: Graph };

export type WorkingCopy = Drawn<Schemas['WorkingCopy']>;

/** The editor's own node types and the document's say the same of one JSON; the server checks it. */
export const drawn = async <T extends { graph?: Schemas['Graph'] }>(answered: Promise<T>) =>
  (await answered) as unknown as Drawn<T>;

export const getWorkingCopy = (id: string) =>
  drawn(answer(client.GET('/workflows/{id}/working-copy', { params: { path: { id } } })));

/** Fetched before the page is there, and good for that opening only. */
export const workingCopyQuery = (id: string) =>
  queryOptions({
    queryKey: ['working-copy', id],
    queryFn: () => getWorkingCopy(id),
    staleTime: 1_000,
    gcTime: 5_000,
  });
