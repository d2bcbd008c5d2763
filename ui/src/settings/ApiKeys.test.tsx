import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { type ApiKey, apiKeysQuery, createApiKey, rotateApiKey } from '../api/settings';
import { ApiKeys } from './ApiKeys';

vi.mock(import('../api/settings'), async (original) => ({
  ...(await original()),
  createApiKey: vi.fn(),
  rotateApiKey: vi.fn(),
}));

const known: ApiKey = {
  id: 'k1',
  name: 'Shop',
  scopes: ['events:write', 'events:read', 'contacts:read', 'contacts:write', 'catalogs:read'],
  sources: ['/shop'],
  createdAt: '2024-01-01T00:00:00Z',
  expiresAt: '2999-01-01T00:00:00Z',
  previousUntil: '2998-01-01T00:00:00Z',
};

beforeEach(() => {
  const queries = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } },
  });
  queries.setQueryData(apiKeysQuery.queryKey, [known]);
  vi.spyOn(queries, 'invalidateQueries').mockResolvedValue();
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>
        <ApiKeys />
      </QueryClientProvider>
    </MantineProvider>,
  );
});

const press = (name: string | RegExp, within_: HTMLElement = document.body) =>
  fireEvent.click(within(within_).getByRole('button', { name }));

test('the list shows permissions, sources and the end of the previous key', () => {
  const row = screen.getByRole('row', { name: /Shop/ });
  expect(row).toHaveTextContent('Post events and read their results, Read posted events');
  expect(row).toHaveTextContent('and 2 more');
  expect(row).toHaveTextContent('Only /shop');
  expect(row).toHaveTextContent(/Previous key works until .*2998/);
});

test('a key has the permissions of its preset, or those that were picked', async () => {
  press('Create API key');
  const dialog = (await screen.findByLabelText('Permissions')).closest('section') as HTMLElement;
  fireEvent.change(within(dialog).getByLabelText('Name'), {
    target: { value: 'Reports' },
  });
  const submit = () => fireEvent.submit(dialog.querySelector('form') as HTMLFormElement);
  const preset = within(dialog).getByLabelText('Permissions');
  fireEvent.change(preset, { target: { value: 'admin' } });
  fireEvent.change(preset, { target: { value: 'custom' } });
  submit();
  expect(await within(dialog).findByText('Choose at least one permission.')).toBeVisible();
  expect(createApiKey).not.toHaveBeenCalled();

  vi.mocked(createApiKey).mockResolvedValue({ ...known, key: 'parley_new' });
  fireEvent.click(within(dialog).getByLabelText('Read contacts'));
  submit();
  await waitFor(() => expect(createApiKey).toHaveBeenCalledOnce());
  expect(vi.mocked(createApiKey).mock.calls[0]?.[0]).toEqual({
    name: 'Reports',
    scopes: ['contacts:read'],
    sources: [],
    expiresInDays: 365,
  });
  expect(await screen.findByLabelText('API key')).toHaveValue('parley_new');
}, 20_000);

test('a rotated key is shown once', async () => {
  vi.mocked(rotateApiKey).mockResolvedValue({ ...known, key: 'parley_next' });
  press('Rotate Shop');
  const dialog = await screen.findByRole('dialog', { name: 'Rotate the API key Shop?' });
  fireEvent.change(within(dialog).getByRole('combobox'), { target: { value: '168' } });
  press('Rotate', dialog);
  expect(await screen.findByRole('textbox', { name: 'API key' })).toHaveValue('parley_next');
  expect(rotateApiKey).toHaveBeenCalledExactlyOnceWith('k1', 168);
});
