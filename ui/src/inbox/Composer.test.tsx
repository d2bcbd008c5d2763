import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { type Conversation, type Message, say } from '../api/conversations';
import { Composer } from './Composer';

vi.mock(import('../api/conversations'), async (original) => ({
  ...(await original()),
  say: vi.fn(),
}));

test('what is typed while a message is on its way is kept', async () => {
  let arrived: (message: Message) => void = () => undefined;
  vi.mocked(say).mockReturnValue(
    new Promise((resolve) => {
      arrived = resolve;
    }),
  );
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <Composer conversation={{ id: 'c1', channel: 'webchat' } as Conversation} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  const reply = screen.getByRole('textbox', { name: 'Your reply' });
  await userEvent.type(reply, 'First{Control>}{Enter}{/Control}');
  await userEvent.type(reply, ', and more');
  await act(async () => arrived({} as Message));
  expect(say).toHaveBeenCalledExactlyOnceWith('c1', 'First', 'user');
  expect(reply).toHaveValue('First, and more');

  vi.mocked(say).mockResolvedValue({} as Message);
  await userEvent.type(reply, '{Control>}{Enter}{/Control}');
  await waitFor(() => expect(reply).toHaveValue(''));
});
