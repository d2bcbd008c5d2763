import { queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { Page, Schemas } from './types';

/** A secret as it is shown, with the workflows that name it: never its value. */
export type Secret = Schemas['Secret'];

export const secretsQuery = queryOptions({
  queryKey: ['settings', 'secrets'],
  queryFn: async () => (await answer<Page<Secret>>(client.GET('/secrets'))).items,
});

interface SecretSent {
  name: string;
  value: string;
  hosts: string[];
}

export const createSecret = (secret: SecretSent) =>
  answer<Secret>(client.POST('/secrets', { body: secret }));

/** An empty value leaves the secret's value as it is. */
export const replaceSecret = ({ name, value, hosts }: SecretSent) =>
  answer<void>(
    client.PUT('/secrets/{name}', {
      params: { path: { name } },
      body: value === '' ? { hosts } : { value, hosts },
    }),
  );

export const removeSecret = (name: string) =>
  answer<void>(client.DELETE('/secrets/{name}', { params: { path: { name } } }));

/** An API key as it is listed, without the key itself. */
export type ApiKey = Schemas['ApiKey'];

export const apiKeysQuery = queryOptions({
  queryKey: ['settings', 'api-keys'],
  queryFn: async () => (await answer(client.GET('/api-keys'))).items,
});

/** Makes a key; the answer is the only one that holds it. */
export const createApiKey = (wanted: Schemas['NewApiKey']) =>
  answer(client.POST('/api-keys', { body: wanted }));

/** Replaces a key; the previous one works for as many hours more. */
export const rotateApiKey = (id: string, overlapHours: number) =>
  answer(
    client.POST('/api-keys/{id}/rotate', { params: { path: { id } }, body: { overlapHours } }),
  );

export const revokeApiKey = (id: string) =>
  answer<void>(client.DELETE('/api-keys/{id}', { params: { path: { id } } }));
