import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { Page, Schemas } from './types';

export type Conversation = Schemas['Conversation'];
export type Channel = Conversation['channel'];
export type ConversationStatus = Conversation['status'];
export const channels: readonly Channel[] = ['whatsapp', 'instagram', 'facebook', 'webchat'];

export type Message = Schemas['Message'];
/** A change of a conversation, and the runs that led to it, the first cause first. */
export type Happening = Schemas['TimelineEvent'];
/** A run in the timeline of a conversation. */
export type Run = Schemas['TimelineRun'];
/** A workflow that was not started. */
export type HeldBack = Schemas['TimelineHeld'];

interface EntryBase {
  id: string;
  time: string;
}

/** One thing that happened in a conversation. */
export type Entry =
  | (EntryBase & { kind: 'event'; event: Happening })
  | (EntryBase & { kind: 'message'; message: Message })
  | (EntryBase & { kind: 'execution'; execution: Run })
  | (EntryBase & { kind: 'notStarted'; notStarted: HeldBack });

export interface ConversationFilter {
  status?: ConversationStatus;
  channel?: Channel;
  label?: string;
  /** The id of a user or persona, or "none". */
  assignee?: string;
  contact?: string;
  starred?: boolean;
  search?: string;
}

const PAGE = 50;

export const conversationsQuery = (filter: ConversationFilter) =>
  infiniteQueryOptions({
    queryKey: ['conversations', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      answer<Page<Conversation>>(
        client.GET('/conversations', {
          params: { query: { ...filter, limit: PAGE, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (previous) => previous,
  });

/** The stream of changes to that list. */
export function conversationsStream(filter: ConversationFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined) {
      query.set(name, String(value));
    }
  }
  return `/api/v1/conversations/stream?${query}`;
}

const path = (id: string) => ({ params: { path: { id } } });

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ['conversations', 'one', id],
    queryFn: () => answer<Conversation>(client.GET('/conversations/{id}', path(id))),
  });

export const conversationStream = (id: string): string =>
  `/api/v1/conversations/${encodeURIComponent(id)}/stream`;

/** The timeline, the newest entry first. */
export const timelineQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['conversations', 'timeline', id],
    queryFn: ({ pageParam }) =>
      answer(
        client.GET('/conversations/{id}/timeline', {
          params: { path: { id }, query: { limit: PAGE, cursor: pageParam } },
        }),
      ) as Promise<Page<unknown>> as Promise<Page<Entry>>,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });

export const openConversation = (opening: Schemas['NewConversation']) =>
  answer<Conversation>(client.POST('/conversations', { body: opening }));

export const changeConversation = (id: string, change: Schemas['ConversationChange']) =>
  answer<Conversation>(client.PATCH('/conversations/{id}', { ...path(id), body: change }));

export const putLabel = (id: string, label: string) =>
  answer<Conversation>(
    client.PUT('/conversations/{id}/labels/{label}', { params: { path: { id, label } } }),
  );

export const takeLabel = (id: string, label: string) =>
  answer<Conversation>(
    client.DELETE('/conversations/{id}/labels/{label}', { params: { path: { id, label } } }),
  );

export const assign = (id: string, to: { type: 'user' | 'persona'; id: string } | undefined) =>
  answer<Conversation>(
    to
      ? client.PUT('/conversations/{id}/assignee', { ...path(id), body: to })
      : client.DELETE('/conversations/{id}/assignee', path(id)),
  );

export const say = (id: string, text: string, as: 'user' | 'contact') =>
  answer<Message>(client.POST('/conversations/{id}/messages', { ...path(id), body: { text, as } }));

/** Runs a published workflow on a conversation as it is now. */
export const startByHand = (workflowId: string, conversationId: string) =>
  answer<{ executionId: string }>(
    client.POST('/workflows/{id}/executions', { ...path(workflowId), body: { conversationId } }),
  );
