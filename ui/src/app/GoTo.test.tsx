import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { GoTo } from './GoTo';

const navigate = vi.fn();
vi.mock(import('@tanstack/react-router'), async (original) => ({
  ...(await original()),
  useNavigate: () => navigate,
  useRouter: (() => ({ routesByPath: {} })) as never,
}));

vi.mock(import('../api/workflows'), async (original) => ({
  ...(await original()),
  workflowsNamed: ((search: string) => ({
    queryKey: ['workflows', search],
    queryFn: () =>
      search === '' ? Promise.resolve({ items: known }) : new Promise(() => undefined),
  })) as never,
}));
const known = [
  { id: 'w1', name: 'Changed last' },
  { id: 'w2', name: 'Late orders' },
];

test('until what is typed is answered, Enter leads only to what fits it', async () => {
  const close = vi.fn();
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <GoTo close={close} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(2));
  await userEvent.type(screen.getByRole('combobox'), 'nothing like it{Enter}');
  expect(navigate).not.toHaveBeenCalled();
  expect(screen.queryByText('No results.')).toBeNull();
  await userEvent.clear(screen.getByRole('combobox'));
  await userEvent.type(screen.getByRole('combobox'), 'orders{Enter}');
  expect(navigate).toHaveBeenCalledExactlyOnceWith({ to: '/workflows/w2' });
});
