import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { Page, Schemas } from './types';

/** The receipt of a posted event. */
export type Receipt = Schemas['ListedReceipt'];
export type ReceiptResult = Receipt['result'];
export type RejectedEvent = Schemas['RejectedEvent'];

export interface ReceiptFilter {
  result?: ReceiptResult;
  source?: string;
}

const PAGE = 50;

export const receiptsQuery = (filter: ReceiptFilter) =>
  infiniteQueryOptions({
    queryKey: ['events', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      answer<Page<Receipt>>(
        client.GET('/events', {
          params: { query: { ...filter, limit: PAGE, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (previous) => previous,
  });

const path = (id: string) => ({ params: { path: { id } } });

export const rejectedEventQuery = (id: string) =>
  queryOptions({
    queryKey: ['events', 'rejected', id],
    queryFn: () => answer<RejectedEvent>(client.GET('/rejected-events/{id}', path(id))),
  });

/** Posts a rejected event again after it was edited; the JSON text is sent unchanged. */
export const repostEvent = ({ id, event }: { id: string; event: string }) =>
  answer<Schemas['EventResult']>(
    client.POST('/rejected-events/{id}/repost', {
      ...path(id),
      body: event as never,
      bodySerializer: (text: unknown) => String(text),
      headers: { 'Content-Type': 'application/json' },
    }),
  );

export const forgetEvent = (id: string) =>
  answer<void>(client.DELETE('/rejected-events/{id}', path(id)));
