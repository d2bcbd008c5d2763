import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { resetPassword, type SignInOptions, signInOptionsQuery } from '../api/signInOptions';
import { SignInPage } from './SignInPage';

vi.mock(import('../api/signInOptions'), async (original) => ({
  ...(await original()),
  resetPassword: vi.fn(),
}));

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

const provider = {
  passwordReset: false,
  provider: 'Example Login',
  providerUrl: '/oidc/sign-in',
};

test('without a provider, people sign in with a password', () => {
  show({ password: true, passwordReset: false });
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

test('a person who forgot the password gets a link, and no answer about the account', async () => {
  vi.mocked(resetPassword).mockResolvedValue(undefined);
  show({ password: true, passwordReset: true });
  await userEvent.click(screen.getByRole('button', { name: 'Forgot your password?' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Email' }), 'ada@example.com');
  await userEvent.click(screen.getByRole('button', { name: 'Send link' }));
  expect(await screen.findByRole('status')).toHaveTextContent(/^If there is an account/);
  expect(resetPassword).toHaveBeenCalledExactlyOnceWith('ada@example.com');
  await userEvent.click(screen.getByRole('button', { name: 'Back to sign-in' }));
  expect(screen.getByLabelText('Password')).toBeVisible();
});
