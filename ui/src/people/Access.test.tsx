import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { inviteUser, signOutUser } from '../api/account';
import type { User } from '../api/catalogues';
import { type Scope, sessionQuery } from '../api/session';
import { type SignInOptions, signInOptionsQuery } from '../api/signInOptions';
import type { Session } from '../api/types';
import { Access } from './Access';
import { teamKind } from './Team';

vi.mock(import('../api/account'), async (original) => ({
  ...(await original()),
  inviteUser: vi.fn(),
  signOutUser: vi.fn(),
}));

const user = {
  id: 'u1',
  name: 'Ada',
  email: 'ada@example.com',
  role: 'editor',
  hasPassword: false,
  hasSecondFactor: false,
  archived: false,
} as User;

function show(
  scopes: Scope[],
  shown = user,
  options: SignInOptions = { password: true, passwordReset: false },
) {
  const queries = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } },
  });
  queries.setQueryData(signInOptionsQuery.queryKey, options);
  queries.setQueryData(sessionQuery.queryKey, { name: 'Grace', scopes } as Session);
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>
        <Access item={shown} />
      </QueryClientProvider>
    </MantineProvider>,
  );
}

test('an invitation is a whole address, with its end', async () => {
  vi.mocked(inviteUser).mockResolvedValue({
    url: '/choose-password?token=t1',
    expiresAt: '2999-01-01T00:00:00Z',
    emailed: true,
  });
  show(['people:write']);
  fireEvent.click(screen.getByText('Create invitation link'));
  const link = await screen.findByLabelText('Invitation link');
  expect(link).toHaveValue(`${window.location.origin}/choose-password?token=t1`);
  expect(link).toHaveAccessibleDescription(
    /It was also sent by email\. It works once, until .*2999/,
  );
});

test('a person who signs in through the provider alone is not invited', () => {
  const options = { password: false, passwordReset: false, provider: 'Example Login' };
  show(['people:write'], { ...user, usesProvider: true }, options);
  expect(screen.getByText('Signs in with Example Login.')).toBeVisible();
  expect(screen.queryByText('Create invitation link')).toBeNull();
});

test('signing a person out is confirmed first', async () => {
  vi.mocked(signOutUser).mockResolvedValue(undefined);
  show(['people:write']);
  fireEvent.click(screen.getByText('Sign out everywhere'));
  expect(screen.getByText('End all sessions of Ada?')).toBeVisible();
  expect(signOutUser).not.toHaveBeenCalled();
  fireEvent.click(screen.getByText('Sign out everywhere'));
  await waitFor(() => expect(signOutUser).toHaveBeenCalledExactlyOnceWith('u1'));
  await waitFor(() => expect(screen.queryByText('End all sessions of Ada?')).toBeNull());
});

test('only administrators see these actions', () => {
  show(['catalogs:read']);
  expect(screen.queryByText('Create invitation link')).toBeNull();
});

test('a role needs an email address, and taking it away is said', () => {
  const draft = { ...teamKind.draft(user), email: '' };
  expect(teamKind.check(draft).email).toBe('A person who can sign in needs an email address.');
  expect(teamKind.check({ ...draft, role: '' }).email).toBeFalsy();
  expect(teamKind.body({ ...draft, role: '' }, user)).toEqual({
    name: 'Ada',
    email: '',
    maySignIn: false,
  });
  expect(teamKind.body({ ...draft, role: 'viewer', readsTexts: true }, user)).toMatchObject({
    role: 'viewer',
    readsTexts: true,
  });
});
