import { queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { Page } from './types';

/** A secret as it is shown: never its value. */
export interface Secret {
  name: string;
  updatedAt: string;
  /** Workflows that name it in what they run or in their newest graph. */
  usedBy?: { id: string; name: string }[];
}

export const secretsQuery = queryOptions({
  queryKey: ['settings', 'secrets'],
  queryFn: async () => (await answer<Page<Secret>>(client.GET('/secrets'))).items,
});

export const createSecret = (secret: { name: string; value: string }) =>
  answer<Secret>(client.POST('/secrets', { body: secret }));

export const replaceSecret = ({ name, value }: { name: string; value: string }) =>
  answer<void>(
    client.PUT('/secrets/{name}', { params: { path: { name } }, body: { name, value } }),
  );

export const removeSecret = (name: string) =>
  answer<void>(client.DELETE('/secrets/{name}', { params: { path: { name } } }));
