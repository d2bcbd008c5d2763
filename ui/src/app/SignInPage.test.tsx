import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { type SignInOptions, signInOptionsQuery } from '../api/signInOptions';
import { SignInPage } from './SignInPage';

function show(options: SignInOptions, failed?: string) {
  const queries = new QueryClient();
  queries.setQueryData(signInOptionsQuery.queryKey, options);
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>
        <SignInPage failed={failed} />
      </QueryClientProvider>
    </MantineProvider>,
  );
}

const provider = { provider: 'Example Login', providerUrl: '/oidc/sign-in' };

test('without a provider, people sign in with a password', () => {
  show({ password: true });
  expect(screen.getByLabelText('Password')).toBeVisible();
  expect(screen.queryByRole('link')).toBeNull();
});

test('the provider leads back to the page that was asked for', () => {
  window.history.pushState({}, '', '/runs/r1?step=2');
  show({ password: false, ...provider });
  expect(screen.getByRole('link', { name: 'Sign in with Example Login' })).toHaveAttribute(
    'href',
    '/oidc/sign-in?to=%2Fruns%2Fr1%3Fstep%3D2',
  );
  expect(screen.queryByLabelText('Password')).toBeNull();
});

test.each([
  ['archived', 'Your account is archived. Ask an administrator.'],
  [
    'constructor',
    'Signing in through the provider failed. Ask an administrator to check its settings.',
  ],
])('the failure %s is one sentence', (failed, sentence) => {
  show({ password: true, ...provider }, failed);
  expect(screen.getByRole('alert')).toHaveTextContent(sentence);
  expect(screen.getByLabelText('Password')).toBeVisible();
});
