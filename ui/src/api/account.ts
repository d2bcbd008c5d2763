import { queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { Schemas } from './types';

export type OpenSession = Schemas['Shown'];

/** The sessions of the signed-in person. */
export const sessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: async () => (await answer(client.GET('/account/sessions'))).items,
});

export const endSession = (id: string) =>
  answer<void>(client.DELETE('/account/sessions/{id}', { params: { path: { id } } }));

export const endOtherSessions = () => answer<void>(client.DELETE('/account/sessions'));

export const changePassword = (change: Schemas['PasswordChange']) =>
  answer<void>(client.PUT('/account/password', { body: change }));

/** Makes a secret for an authenticator app; it is used once it is sent back with a code. */
export const prepareSecondFactor = () => answer(client.POST('/account/second-factor'));

export const setSecondFactor = (factor: Schemas['SecondFactor']) =>
  answer<void>(client.PUT('/account/second-factor', { body: factor }));

export const removeSecondFactor = (password: string) =>
  answer<void>(client.POST('/account/second-factor/remove', { body: { password } }));

const path = (id: string) => ({ params: { path: { id } } });

/** Makes a link with which a user chooses a password; earlier links end. */
export const inviteUser = (id: string) => answer(client.POST('/users/{id}/invitation', path(id)));

export const signOutUser = (id: string) =>
  answer<void>(client.DELETE('/users/{id}/sessions', path(id)));

export const removeUserSecondFactor = (id: string) =>
  answer<void>(client.DELETE('/users/{id}/second-factor', path(id)));
