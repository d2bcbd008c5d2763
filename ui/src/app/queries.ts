import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { onSessionEnd } from '../api/client';
import { isProblem, messageOf } from '../api/problem';
import { sessionQuery } from '../api/session';
import { notifyFailure } from '../parts/notify';

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** The title of the failure notice, for example "Could not rename the workflow". */
      failed?: string;
    };
  }
}

/** Retries only failures that may go away: no answer, or an error of the server. */
function isWorthRepeating(count: number, thrown: Error): boolean {
  return count < 2 && (!isProblem(thrown) || thrown.status === 0 || thrown.status >= 500);
}

export function createQueries(): QueryClient {
  const queries = new QueryClient({
    queryCache: new QueryCache(),
    mutationCache: new MutationCache({
      onError: (thrown, _variables, _context, mutation) => {
        const failed = mutation.meta?.failed;
        if (failed) {
          notifyFailure(failed, messageOf(thrown));
        }
      },
    }),
    defaultOptions: {
      queries: { staleTime: 5_000, retry: isWorthRepeating, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
  onSessionEnd(() => queries.setQueryData(sessionQuery.queryKey, null));
  return queries;
}
