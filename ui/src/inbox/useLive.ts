import { hashKey, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import {
  type Conversation,
  type ConversationFilter,
  conversationQuery,
  conversationStream,
  conversationsQuery,
  conversationsStream,
  type Entry,
  timelineQuery,
} from '../api/conversations';
import { type Connection, useCatchUp, useStream } from '../api/stream';
import { newer, withConversation, withEntry, withoutConversation } from './live';

/**
 * Applies a change to the cache, and again when a response arrives that was requested earlier, since
 * it may lack the change.
 */
function useToldChanges<T extends object>(key: QueryKey): (change: (known: T) => T) => void {
  const queries = useQueryClient();
  const late = useRef<((known: T) => T)[]>([]);
  const hash = hashKey(key);
  useEffect(
    () =>
      queries.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated' || event.query.queryHash !== hash) {
          return;
        }
        const { action } = event;
        if (action.type === 'fetch' || action.type === 'error') {
          late.current = [];
        } else if (action.type === 'success' && !action.manual && late.current.length > 0) {
          const changes = late.current;
          late.current = [];
          queries.setQueryData(event.query.queryKey, (known: T | undefined) =>
            known === undefined ? known : changes.reduce<T>((now, change) => change(now), known),
          );
        }
      }),
    [queries, hash],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hash identifies the key
  return useMemo(
    () => (change) => {
      if ((queries.getQueryState(key)?.fetchStatus ?? 'idle') !== 'idle') {
        late.current.push(change);
      }
      queries.setQueryData(key, (known: T | undefined) =>
        known === undefined ? known : change(known),
      );
    },
    [queries, hash],
  );
}

type List = Parameters<typeof withoutConversation>[0];
type Timeline = Parameters<typeof withEntry>[0];

/** Keeps the cached list of a filter true. */
export function useLiveList(filter: ConversationFilter): Connection {
  const queries = useQueryClient();
  const key = conversationsQuery(filter).queryKey;
  const tell = useToldChanges<List>(key);
  const connection = useStream(conversationsStream(filter), {
    conversation: (data) => tell((list) => withConversation(list, data as Conversation)),
    left: (data) => tell((list) => withoutConversation(list, (data as { id: string }).id)),
  });
  useCatchUp(connection, () => queries.invalidateQueries({ queryKey: key }));
  return connection;
}

/** Keeps one conversation and its timeline true. */
export function useLiveConversation(id: string): Connection {
  const queries = useQueryClient();
  const timeline = timelineQuery(id).queryKey;
  const tell = useToldChanges<Timeline>(timeline);
  const connection = useStream(conversationStream(id), {
    conversation: (data) =>
      queries.setQueryData(conversationQuery(id).queryKey, (known) =>
        known ? newer(known, data as Conversation) : (data as Conversation),
      ),
    entry: (data) => tell((known) => withEntry(known, data as Entry)),
  });
  useCatchUp(connection, () => queries.invalidateQueries({ queryKey: timeline }));
  return connection;
}
