import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test, vi } from 'vitest';
import {
  changePassword,
  endSession,
  prepareSecondFactor,
  sessionsQuery,
  setSecondFactor,
} from '../api/account';
import { problemOf } from '../api/problem';
import type { Session } from '../api/types';
import { browserOf } from './browserOf';
import { PasswordPart } from './PasswordPart';
import { SecondFactorPart } from './SecondFactorPart';
import { SessionsPart } from './SessionsPart';

vi.mock(import('../api/account'), async (original) => ({
  ...(await original()),
  changePassword: vi.fn(),
  endSession: vi.fn(),
  prepareSecondFactor: vi.fn(),
  setSecondFactor: vi.fn(),
}));

const session = { email: 'ada@example.com', hasPassword: true, hasSecondFactor: false } as Session;
const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } },
});

const show = (content: ReactNode) =>
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>{content}</QueryClientProvider>
    </MantineProvider>,
  );

const fill = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

test('a wrong present password is said at its field', async () => {
  show(<PasswordPart session={session} />);
  vi.mocked(changePassword).mockRejectedValue(
    problemOf(422, {
      errors: [{ pointer: '/current', code: 'password-wrong', message: 'Not your password.' }],
    }),
  );
  fill('New password', 'long enough by far');
  fill('New password again', 'long enough by far');
  fireEvent.click(screen.getByText('Change password'));
  expect(await screen.findByText('Enter your current password.')).toBeVisible();
  expect(changePassword).not.toHaveBeenCalled();
  fill('Current password', 'wrong');
  fireEvent.click(screen.getByText('Change password'));
  expect(await screen.findByText('Not your password.')).toBeVisible();
});

test('a second factor is shown as QR code and as text, and proved by a code', async () => {
  vi.mocked(prepareSecondFactor).mockResolvedValue({
    secret: 'ABCDEFGHABCDEFGHABCDEFGHABCDEFGH',
    uri: 'otpauth://totp/Parley:ada@example.com?secret=ABCDEFGHABCDEFGHABCDEFGHABCDEFGH',
  });
  vi.mocked(setSecondFactor).mockResolvedValue(undefined);
  show(<SecondFactorPart session={session} />);
  fireEvent.click(screen.getByText('Set up second factor'));
  const picture = await screen.findByLabelText(
    'QR code for the authenticator app',
    {},
    { timeout: 5000 },
  );
  const [, , width] = (picture.getAttribute('viewBox') ?? '').split(' ').map(Number);
  const reach = [...(picture.querySelector('path')?.getAttribute('d') ?? '').matchAll(/M(\d+)/g)];
  // The code fills its picture except for the quiet zone.
  expect(Math.max(...reach.map(([, x]) => Number(x)))).toBe((width ?? 0) - 3);
  expect(screen.getByTestId('secret')).toHaveTextContent('ABCD EFGH ABCD EFGH');
  fill('Code', '123456');
  fill('Current password', 'a long password');
  fireEvent.click(screen.getByText('Turn on'));
  await waitFor(() =>
    expect(setSecondFactor).toHaveBeenCalledExactlyOnceWith({
      secret: 'ABCDEFGHABCDEFGHABCDEFGHABCDEFGH',
      code: '123456',
      password: 'a long password',
    }),
  );
});

test('any session but this one can be ended', async () => {
  const times = { beganAt: '2024-01-01T00:00:00Z', usedAt: '2024-01-01T00:00:00Z' };
  queries.setQueryData(sessionsQuery.queryKey, [
    { id: 's1', current: true, agent: 'curl/8', address: '10.0.0.1', ...times },
    { id: 's2', current: false, agent: 'curl/9', address: '10.0.0.2', ...times },
  ]);
  vi.mocked(endSession).mockResolvedValue(undefined);
  vi.spyOn(queries, 'invalidateQueries').mockResolvedValue();
  show(<SessionsPart />);
  const [, mine, other] = screen.getAllByRole('row');
  expect(mine).toHaveTextContent('This browser');
  expect(within(mine as HTMLElement).queryByText('End')).toBeNull();
  fireEvent.click(within(other as HTMLElement).getByText('End'));
  await waitFor(() => expect(endSession).toHaveBeenCalledExactlyOnceWith('s2'));
});

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0',
    'Edge, Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1 Version/17.5 Safari/604.1',
    'Safari, iOS',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0', 'Firefox, Linux'],
  ['curl/8.5', 'curl/8.5'],
])('%s is %s', (agent, name) => {
  expect(browserOf(agent)).toBe(name);
});
