import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Conversation, conversationQuery, timelineQuery } from '../api/conversations';
import { newer, takenBack } from './live';
import { strings } from './strings';

interface Making {
  /** The expected result, shown before the server has answered. */
  as?: Partial<Conversation>;
  make: () => Promise<Conversation>;
}

/**
 * Changes a conversation; what is safe to foresee is shown at once and taken back if refused.
 * "quietly" is for callers that tell a refusal themselves.
 */
export function useChange(id: string, quietly = false) {
  const queries = useQueryClient();
  const { queryKey } = conversationQuery(id);
  const mutationKey = ['conversation', id];
  return useMutation({
    mutationKey,
    mutationFn: ({ make }: Making) => make(),
    meta: quietly ? {} : { failed: strings.failedChange },
    onMutate: async ({ as }) => {
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryData(queryKey);
      queries.setQueryData(queryKey, (known) => known && { ...known, ...as });
      return before;
    },
    onError: (_thrown, { as }, before) =>
      queries.setQueryData(
        queryKey,
        (now) => now && (as && before ? takenBack(now, as, before) : now),
      ),
    onSuccess: (after) => {
      // While another change is on its way, this answer knows nothing of it.
      if (queries.isMutating({ mutationKey }) === 1) {
        queries.setQueryData(queryKey, (now) => (now ? newer(now, after) : after));
      }
      queries.invalidateQueries({ queryKey: timelineQuery(id).queryKey });
      queries.invalidateQueries({ queryKey: ['conversations', 'list'] });
    },
  });
}
