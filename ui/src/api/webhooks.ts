import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { Schemas } from './types';

export type ChannelAccount = Schemas['ChannelAccount'];
export type Subscription = Schemas['Subscription'];
export type SubscribedType = Subscription['types'][number];
export type SubscriptionDelivery = Schemas['SubscriptionDelivery'];
export type DeliveryAttempt = Schemas['DeliveryAttempt'];
export type SigningSecret = Schemas['SigningSecret'];

/** The owner of signing secrets. */
export interface Owner {
  kind: 'channels' | 'subscriptions';
  id: string;
}

const of = (id: string) => ({ params: { path: { id } } });

export const signingSecretsQuery = ({ kind, id }: Owner) =>
  queryOptions({
    queryKey: ['webhooks', kind, id, 'secrets'],
    queryFn: async () =>
      (
        await (kind === 'channels'
          ? answer(client.GET('/channels/{id}/signing-secrets', of(id)))
          : answer(client.GET('/subscriptions/{id}/signing-secrets', of(id))))
      ).items,
  });

/** Makes a signing secret; the answer is the only one that holds it. */
export const createSigningSecret = ({ kind, id }: Owner) =>
  kind === 'channels'
    ? answer(client.POST('/channels/{id}/signing-secrets', of(id)))
    : answer(client.POST('/subscriptions/{id}/signing-secrets', of(id)));

export const endSigningSecret = ({ kind, id }: Owner, secret: string) => {
  const init = { params: { path: { id, secret } } };
  return kind === 'channels'
    ? answer<void>(client.DELETE('/channels/{id}/signing-secrets/{secret}', init))
    : answer<void>(client.DELETE('/subscriptions/{id}/signing-secrets/{secret}', init));
};

const PAGE = 10;

export const channelAttemptsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['webhooks', 'channels', id, 'attempts'],
    queryFn: ({ pageParam }) =>
      answer(
        client.GET('/channels/{id}/attempts', {
          params: { path: { id }, query: { cursor: pageParam, limit: PAGE } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });

export const messageAttemptsQuery = (conversation: string, message: string) =>
  queryOptions({
    queryKey: ['webhooks', 'messages', message, 'attempts'],
    queryFn: async () =>
      (
        await answer(
          client.GET('/conversations/{id}/messages/{message}/attempts', {
            params: { path: { id: conversation, message } },
          }),
        )
      ).items,
    staleTime: 0,
  });

export const sendMessageAgain = (conversation: string, message: string) =>
  answer(
    client.POST('/conversations/{id}/messages/{message}/send-again', {
      params: { path: { id: conversation, message } },
    }),
  );

export const deliveriesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['webhooks', 'subscriptions', id, 'deliveries'],
    queryFn: ({ pageParam }) =>
      answer(
        client.GET('/subscriptions/{id}/deliveries', {
          params: { path: { id }, query: { cursor: pageParam, limit: PAGE } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });

export const deliveryAttemptsQuery = (id: string, delivery: string) =>
  queryOptions({
    queryKey: ['webhooks', 'subscriptions', id, 'deliveries', delivery],
    queryFn: async () =>
      (
        await answer(
          client.GET('/subscriptions/{id}/deliveries/{delivery}/attempts', {
            params: { path: { id, delivery } },
          }),
        )
      ).items,
    staleTime: 0,
  });

export const sendDeliveryAgain = (id: string, delivery: string) =>
  answer(
    client.POST('/subscriptions/{id}/deliveries/{delivery}/send-again', {
      params: { path: { id, delivery } },
    }),
  );

/** Sends a test event now and returns its outcome. */
export const pingSubscription = (id: string) =>
  answer(client.POST('/subscriptions/{id}/ping', of(id)));

export const enableSubscription = (id: string, enabled: boolean) =>
  answer(client.PATCH('/subscriptions/{id}', { ...of(id), body: { enabled } }));
