import { useQueryClient } from '@tanstack/react-query';
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
  useCatchUp(connection, () => queries.invalidateQueries({ queryKey: key }));
  return connection;
}

/** Keeps one conversation and its timeline true. */
export function useLiveConversation(id: string): Connection {
  const queries = useQueryClient();
  const timeline = timelineQuery(id).queryKey;
  const connection = useStream(conversationStream(id), {
    conversation: (data) =>
      queries.setQueryData(conversationQuery(id).queryKey, (known) =>
        known ? newer(known, data as Conversation) : (data as Conversation),
      ),
    entry: (data) =>
      queries.setQueryData(timeline, (known) => known && withEntry(known, data as Entry)),
  });
  useCatchUp(connection, () => queries.invalidateQueries({ queryKey: timeline }));
  return connection;
}
