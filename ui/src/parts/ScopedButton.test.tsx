import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { type Scope, sessionQuery } from '../api/session';
import type { Session } from '../api/types';
import { ScopedButton } from './ScopedButton';

function draw(scopes: Scope[]) {
  const act = vi.fn();
  const queries = new QueryClient();
  queries.setQueryData(sessionQuery.queryKey, { role: 'editor', scopes } as Session);
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>
        <ScopedButton scope="workflows:publish" verb="publish" onClick={act}>
          Publish
        </ScopedButton>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return act;
}

test('a button that the role does not allow says why, and does nothing', async () => {
  const act = draw(['workflows:write']);
  const button = screen.getByRole('button', { name: 'Publish' });
  fireEvent.click(button);
  expect(act).not.toHaveBeenCalled();
  expect(button).toHaveAttribute('aria-disabled', 'true');
  await userEvent.tab();
  expect(button).toHaveFocus();
  expect(await screen.findByRole('tooltip')).toHaveTextContent(
    'Your role, editor, cannot publish. Ask a publisher or an administrator.',
  );
});

test('a button that the role allows acts', () => {
  const act = draw(['workflows:write', 'workflows:publish']);
  fireEvent.click(screen.getByRole('button', { name: 'Publish' }));
  expect(act).toHaveBeenCalledOnce();
});
