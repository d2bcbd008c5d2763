import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Conversation, conversationQuery, timelineQuery } from '../api/conversations';

interface Making {
  /** How the conversation will be, shown before the server has answered. */
  as?: Partial<Conversation>;
  make: () => Promise<Conversation>;
}

/** Changes a conversation; what is safe to foresee is shown at once and taken back if refused. */
export function useChange(id: string, failed?: string) {
  const queries = useQueryClient();
  const { queryKey } = conversationQuery(id);
  return useMutation({
    mutationFn: ({ make }: Making) => make(),
    meta: failed === undefined ? { failed: 'The change was not made' } : {},
    onMutate: async ({ as }) => {
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryData(queryKey);
      queries.setQueryData(queryKey, (known) => known && { ...known, ...as });
      return before;
    },
    onError: (_thrown, _making, before) => queries.setQueryData(queryKey, before),
    onSuccess: (after) => {
      queries.setQueryData(queryKey, after);
      queries.invalidateQueries({ queryKey: timelineQuery(id).queryKey });
      queries.invalidateQueries({ queryKey: ['conversations', 'list'] });
    },
  });
}
