import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Field } from '../api/catalogues';
import { changeConversation } from '../api/conversations';
import { FieldInput } from './FieldInput';

vi.mock(import('../api/conversations'), async (original) => ({
  ...(await original()),
  changeConversation: vi.fn(),
}));
const sent = vi.mocked(changeConversation);
beforeEach(() => {
  sent.mockReset();
});

const order = {
  id: 'f1',
  key: 'order',
  name: 'Order number',
  type: 'text',
  choices: [],
  description: '',
} as unknown as Field;

const queries = new QueryClient();
const input = (value: string) => (
  <MantineProvider>
    <QueryClientProvider client={queries}>
      <FieldInput field={order} conversationId="c1" value={value} />
    </QueryClientProvider>
  </MantineProvider>
);

test('what the user is typing stays when a workflow fills the field', async () => {
  const { rerender } = render(input('A-1'));
  const field = screen.getByLabelText('Order number');
  await userEvent.type(field, '00');
  rerender(input('B-2'));
  expect(field).toHaveValue('A-100');
  await userEvent.clear(field);
  await userEvent.type(field, 'B-2');
  rerender(input('C-3'));
  expect(field).toHaveValue('C-3');
});

test('Enter and then leaving the field send it once', async () => {
  sent.mockReturnValue(new Promise(() => undefined));
  render(input('A-1'));
  await userEvent.type(screen.getByLabelText('Order number'), '00{Enter}');
  await userEvent.tab();
  expect(sent).toHaveBeenCalledExactlyOnceWith('c1', { fields: { order: 'A-100' } });
});

test('what was refused is sent again by another Enter, and not by leaving', async () => {
  sent.mockRejectedValue(new Error('It is away.'));
  render(input('A-1'));
  await userEvent.type(screen.getByLabelText('Order number'), '00{Enter}');
  expect(await screen.findByText('It is away.')).toBeVisible();
  await userEvent.keyboard('{Enter}');
  expect(sent).toHaveBeenCalledTimes(2);
  await screen.findByText('It is away.');
  await userEvent.tab();
  expect(sent).toHaveBeenCalledTimes(2);
});
