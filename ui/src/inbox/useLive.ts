import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
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
import { type Connection, useStream } from '../api/stream';
import { withConversation, withEntry, withoutConversation } from './live';

/** After a cut nobody knows what was missed, so what is shown is asked for again. */
function useCatchUp(connection: Connection, key: QueryKey): void {
  const queries = useQueryClient();
  const wasCut = useRef(false);
  const latest = useRef(key);
  latest.current = key;
  useEffect(() => {
    if (connection === 'live' && wasCut.current) {
      queries.invalidateQueries({ queryKey: latest.current });
    }
    wasCut.current = connection === 'cut';
  }, [connection, queries]);
}

/** Keeps the cached list of a filter true. */
export function useLiveList(filter: ConversationFilter): Connection {
  const queries = useQueryClient();
  const key = conversationsQuery(filter).queryKey;
  const connection = useStream(conversationsStream(filter), {
    conversation: (data) =>
      queries.setQueryData(key, (list) => list && withConversation(list, data as Conversation)),
    left: (data) =>
      queries.setQueryData(
        key,
        (list) => list && withoutConversation(list, (data as { id: string }).id),
      ),
  });
  useCatchUp(connection, key);
  return connection;
}

/** Keeps one conversation and its timeline true. */
export function useLiveConversation(id: string): Connection {
  const queries = useQueryClient();
  const timeline = timelineQuery(id).queryKey;
  const connection = useStream(conversationStream(id), {
    conversation: (data) =>
      queries.setQueryData(conversationQuery(id).queryKey, data as Conversation),
    entry: (data) =>
      queries.setQueryData(timeline, (known) => known && withEntry(known, data as Entry)),
  });
  useCatchUp(connection, timeline);
  return connection;
}
