import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { SigningSecrets } from './SigningSecrets';

interface Known {
  id: string;
  createdAt: string;
}

let known: Known[] = [];
const ended: string[] = [];

vi.mock('../api/webhooks', () => ({
  signingSecretsQuery: () => ({ queryKey: ['secrets'], queryFn: async () => [...known] }),
  createSigningSecret: async () => {
    const made = { id: `s${known.length + 1}`, createdAt: new Date().toISOString() };
    known.push(made);
    return { ...made, secret: 'whsec_sample' };
  },
  endSigningSecret: async (_owner: object, id: string) => {
    ended.push(id);
    known = known.filter((one) => one.id !== id);
  },
}));

function shown() {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <MantineProvider>
      <QueryClientProvider client={queries}>
        <SigningSecrets owner={{ kind: 'channels', id: 'c1' }} />
      </QueryClientProvider>
    </MantineProvider>,
  );
}

beforeEach(() => {
  known = [];
  ended.length = 0;
});

test('a channel without a secret gets one, which is shown once', async () => {
  shown();
  await screen.findByText('Deliveries are not signed yet.');
  await userEvent.click(screen.getByRole('button', { name: 'Create signing secret' }));
  expect(await screen.findByLabelText('Signing secret')).toHaveValue('whsec_sample');
  await userEvent.click(screen.getByRole('button', { name: 'Done' }));
  expect(screen.queryByLabelText('Signing secret')).toBeNull();
  expect(screen.queryByText('Deliveries are not signed yet.')).toBeNull();
});

test('during a rotation only the older secret can be ended', async () => {
  known = [
    { id: 's1', createdAt: new Date(Date.now() - 86_400_000).toISOString() },
    { id: 's2', createdAt: new Date().toISOString() },
  ];
  shown();
  const end = await screen.findByRole('button', { name: 'End the older signing secret' });
  expect(screen.queryByRole('button', { name: 'Rotate' })).toBeNull();
  await userEvent.click(end);
  expect(await screen.findByRole('button', { name: 'Rotate' })).toBeVisible();
  expect(ended).toEqual(['s1']);
  expect(within(document.body).queryByText(/End the old one/)).toBeNull();
});
