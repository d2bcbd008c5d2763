import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { EventType, ExecutionMode, ExecutionStatus, Page, StepStatus } from './types';

export const channels = ['whatsapp', 'instagram', 'facebook', 'webchat'] as const;
export type Channel = (typeof channels)[number];
export type ConversationStatus = 'open' | 'resolved';
export type AuthorType = 'contact' | 'user' | 'persona' | 'workflow';

export interface Contact {
  id: string;
  name?: string;
  phone?: string;
  email?: string;
  fields: Record<string, unknown>;
}

export interface Assignee {
  type: 'user' | 'persona';
  id: string;
  /** Absent for somebody whom only another system knows. */
  name?: string;
}

export interface Conversation {
  id: string;
  channel: Channel;
  status: ConversationStatus;
  starred: boolean;
  labels: string[];
  labelIds: string[];
  assignee?: Assignee;
  contact?: Contact;
  fields: Record<string, unknown>;
  sentiment?: string;
  accountId?: string;
  createdAt: string;
  updatedAt: string;
  lastMessageAt?: string;
  lastMessage?: { text: string; authorType: AuthorType; createdAt: string };
}

export interface Message {
  id: string;
  text: string;
  authorType: AuthorType;
  authorId?: string;
  authorName?: string;
  delivery: 'pending' | 'delivered' | 'failed';
  deliveryError?: string;
  executionId?: string;
  /** Written here by somebody who played the customer. */
  played?: boolean;
  createdAt: string;
}

export interface Cause {
  executionId: string;
  workflowId: string;
  workflowName?: string;
}

export interface Happening {
  type: EventType | 'message.received';
  source: string;
  /** Who made it here; absent for workflows and other systems. */
  actor?: string;
  label?: string;
  data: { conversation?: { assignee?: Assignee } };
  /** The runs that led to it, the first cause first. */
  causedBy: Cause[];
}

export interface Run {
  id: string;
  workflowId: string;
  workflowName: string;
  version?: number;
  mode: ExecutionMode;
  status: ExecutionStatus;
  trigger: EventType;
  completedAt?: string;
  error?: string;
  did: {
    nodeId: string;
    kind: string;
    name: string;
    status: StepStatus;
    handle?: string;
    startedAt: string;
    resumeAt?: string;
    error?: string;
  }[];
}

export interface HeldBack {
  workflowId: string;
  workflowName?: string;
  reason: string;
  causedBy: Cause[];
}

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

/** Where changes of that list are told as they happen. */
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

/** What happened, the newest first. */
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

export interface Opening {
  channel: Channel;
  contactName?: string;
  message?: string;
}

export const openConversation = (opening: Opening) =>
  answer<Conversation>(client.POST('/conversations', { body: opening }));

export const changeConversation = (
  id: string,
  change: {
    status?: ConversationStatus;
    starred?: boolean;
    fields?: Record<string, unknown>;
  },
) => answer<Conversation>(client.PATCH('/conversations/{id}', { ...path(id), body: change }));

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
