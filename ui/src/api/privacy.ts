import { queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { Schemas } from './types';

/** An erasure: how far it is, and what came of it. */
export type Erasure = Schemas['Erasure'];

/** The days that each kind of data is kept. */
export type RetentionSettings = Schemas['RetentionSettings'];

const EACH_SECOND = 1_000;

export const eraseContact = (id: string) =>
  answer<Erasure>(client.POST('/contacts/{id}/erasures', { params: { path: { id } } }));

/** Looks again every second until the erasure is done. */
export const erasureQuery = (id: string) =>
  queryOptions({
    queryKey: ['erasure', id],
    queryFn: () => answer<Erasure>(client.GET('/erasures/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.phase === 'done' ? false : EACH_SECOND),
  });

/** The newest erasures. Looks again while one is under way. */
export const erasuresQuery = queryOptions({
  queryKey: ['erasures'],
  queryFn: () => answer<Schemas['ErasurePage']>(client.GET('/erasures')),
  refetchInterval: ({ state }) =>
    state.data?.items.some(({ phase }) => phase !== 'done') ? 2 * EACH_SECOND : false,
});

/** Everything held about a contact, as a ZIP archive. */
export const exportContact = (id: string) =>
  answer<Blob>(client.POST('/contacts/{id}/export', { params: { path: { id } }, parseAs: 'blob' }));

export const retentionQuery = queryOptions({
  queryKey: ['settings', 'retention'],
  queryFn: () => answer<RetentionSettings>(client.GET('/settings/retention')),
  staleTime: 60_000,
});

export const changeRetention = (change: Partial<RetentionSettings>) =>
  answer<RetentionSettings>(client.PATCH('/settings/retention', { body: change }));
