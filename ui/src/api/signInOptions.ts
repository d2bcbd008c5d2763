import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, client } from './client';
import type { Schemas } from './types';

export type SignInOptions = Schemas['SignInOptions'];

/** The ways to sign in here, which only a restart of the api changes. */
export const signInOptionsQuery = queryOptions({
  queryKey: ['session', 'options'],
  queryFn: () => answer<SignInOptions>(client.GET('/session/options')),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Returns the ways to sign in once they are known; passwords alone if they cannot be loaded. */
export function useSignInOptions(): SignInOptions | undefined {
  const { data, isError } = useQuery(signInOptionsQuery);
  return data ?? (isError ? { password: true, passwordReset: false } : undefined);
}

/** Returns the address at which the browser connects the account with the provider. */
export const connectProvider = async (password: string) =>
  (await answer(client.POST('/account/provider', { body: { password } }))).url;

/** Sends a link for a new password, if there is such an account. */
export const resetPassword = (email: string) =>
  answer<void>(client.POST('/session/password-reset', { body: { email } }));
