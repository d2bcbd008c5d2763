import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { problemOf } from '../api/problem';
import { sessionQuery, signIn } from '../api/session';
import type { Session } from '../api/types';
import { SignInForm } from './SignInForm';

vi.mock(import('../api/session'), async (original) => ({ ...(await original()), signIn: vi.fn() }));

const signedIn = vi.fn();
const queries = new QueryClient();
const refusal = (status: number, code: string, detail: string) =>
  problemOf(status, { code, detail });

beforeEach(async () => {
  signedIn.mockClear();
  vi.mocked(signIn).mockReset();
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>
        <SignInForm onSignedIn={signedIn} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  await userEvent.type(screen.getByRole('textbox', { name: 'Email' }), 'ada@example.com');
  await userEvent.type(screen.getByLabelText('Password'), 'a long password');
});

const submit = () => userEvent.click(screen.getByRole('button', { name: 'Sign in' }));

test('the code is asked for once the account needs one', async () => {
  vi.spyOn(queries, 'fetchQuery').mockResolvedValue({} as Session);
  queries.setQueryData(['runs'], 'of another person');
  queries.setQueryData(sessionQuery.queryKey, null);
  vi.mocked(signIn).mockRejectedValueOnce(refusal(401, 'code-needed', 'Enter the code.'));
  expect(screen.queryByRole('textbox', { name: 'Code' })).toBeNull();
  await submit();
  const code = await screen.findByRole('textbox', { name: 'Code' });
  expect(screen.queryByRole('alert')).toBeNull();

  vi.mocked(signIn).mockRejectedValueOnce(refusal(401, 'code-wrong', 'This code is wrong.'));
  await userEvent.type(code, '111111');
  await submit();
  await waitFor(() => expect(code).toHaveAccessibleDescription(/This code is wrong\./));
  expect(code).toHaveValue('');
  expect(signedIn).not.toHaveBeenCalled();

  vi.mocked(signIn).mockResolvedValueOnce(undefined);
  await userEvent.type(code, '222222');
  await submit();
  await waitFor(() => expect(signedIn).toHaveBeenCalledOnce());
  expect(signIn).toHaveBeenLastCalledWith({
    email: 'ada@example.com',
    password: 'a long password',
    code: '222222',
  });
  expect(queries.getQueryData(['runs'])).toBeUndefined();
});

test.each([
  [401, 'sign-in-failed', 'The email address or the password is wrong.'],
  [429, 'sign-in-delayed', 'Too many attempts. Try again in 30 seconds.'],
])('an answer of %i is shown at the form', async (status, code, message) => {
  vi.mocked(signIn).mockRejectedValueOnce(refusal(status, code, message));
  await submit();
  expect(await screen.findByRole('alert')).toHaveTextContent(message);
  expect(screen.getByLabelText('Password')).toHaveValue('a long password');
});
