import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, client } from './client';
import { isProblem } from './problem';
import type { Schemas, Session } from './types';

/** The signed-in user; null if there is none. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Session | null> => {
    try {
      return await answer<Session>(client.GET('/session'));
    } catch (thrown) {
      if (isProblem(thrown) && thrown.status === 401) {
        return null;
      }
      throw thrown;
    }
  },
  staleTime: 5 * 60_000,
});

/** A permission, as roles and keys have them. */
export type Scope = Session['scopes'][number];
export type Role = NonNullable<Session['role']>;

/** Returns the session that the shell has loaded. */
export const useSession = (): Session | undefined =>
  useQuery({ ...sessionQuery, enabled: false }).data ?? undefined;

/** Returns a check of what the signed-in person may do. */
export function useMay(): (scope: Scope) => boolean {
  const scopes = useSession()?.scopes;
  return (scope) => scopes?.includes(scope) ?? false;
}

export const signIn = (credentials: Schemas['SignIn']) =>
  answer<void>(client.POST('/session', { body: credentials }));

/** Chooses a password with the token of an invitation or a reset. */
export const choosePassword = (token: string, password: string) =>
  answer<void>(client.POST('/session/password', { body: { token, password } }));

const attempts = new Map<string, Promise<void>>();

/** Trades a one-time link's token for a session. A link works once, so it is sent once. */
export function signInByLink(token: string): Promise<void> {
  let attempt = attempts.get(token);
  if (!attempt) {
    attempt = answer<void>(client.POST('/session', { body: { token } }));
    attempts.set(token, attempt);
  }
  return attempt;
}

const unsent = new Set<() => Promise<unknown>>();

/** Registers work to send before signing out, while the session is still valid. */
export function beforeSignOut(send: () => Promise<unknown>): void {
  unsent.add(send);
}

export async function signOut(): Promise<void> {
  await Promise.allSettled([...unsent].map((send) => send()));
  await answer<void>(client.DELETE('/session'));
}
