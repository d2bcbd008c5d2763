import { MantineProvider, TextInput } from '@mantine/core';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { Loaded } from './Loaded';

function Page({ fetched }: { fetched: () => Promise<string> }) {
  const query = useQuery({ queryKey: ['it'], queryFn: fetched });
  return (
    <Loaded query={query} failed="It could not be loaded">
      {(name) => <TextInput label="Name" defaultValue={name} />}
    </Loaded>
  );
}

function shown(fetched: () => Promise<string>) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <MantineProvider>
      <QueryClientProvider client={queries}>
        <Page fetched={fetched} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return queries;
}

test('what was typed survives when asking again fails', async () => {
  const fetched = vi.fn<() => Promise<string>>().mockResolvedValueOnce('Anna');
  const queries = shown(fetched);
  await userEvent.type(await screen.findByLabelText('Name'), ' B');
  fetched.mockRejectedValue(new Error('The server is away.'));
  await queries.invalidateQueries();
  await waitFor(() => expect(queries.getQueryState(['it'])?.status).toBe('error'));
  expect(screen.getByLabelText('Name')).toHaveValue('Anna B');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('what was never there says why, and is asked for again', async () => {
  const fetched = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error('It is away.'));
  shown(fetched);
  expect(await screen.findByRole('alert')).toHaveTextContent('It is away.');
  fetched.mockResolvedValue('Anna');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByLabelText('Name')).toHaveValue('Anna');
});
