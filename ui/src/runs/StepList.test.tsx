import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { type Scope, sessionQuery } from '../api/session';
import type { Session, Step } from '../api/types';
import { StepList } from './StepList';

const step = (more: Partial<Step>): Step => ({
  nodeId: 'n',
  kind: 'sendMessage',
  name: 'Welcome',
  status: 'completed',
  attempt: 1,
  startedAt: '2026-11-24T09:00:00Z',
  completedAt: '2026-11-24T09:00:01Z',
  ...more,
});

function draw(
  steps: Step[],
  selected?: string,
  mode: 'production' | 'test' = 'production',
  scopes: Scope[] = ['texts:read'],
) {
  const queries = new QueryClient();
  queries.setQueryData(sessionQuery.queryKey, { name: 'Ada', scopes } as Session);
  vi.stubGlobal('fetch', async () => Response.json({ items: [] }));
  const select = vi.fn();
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>
        <StepList steps={steps} selected={selected} select={select} mode={mode} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return select;
}

describe('the steps of a run', () => {
  it('say that texts are hidden from people who cannot read them', () => {
    draw([step({})], 'n', 'production', ['executions:read']);
    expect(screen.getByText("Hidden: your role cannot read customers' texts.")).toBeVisible();
  });

  it('say kind, handle, attempts and time at a glance, and open on request', async () => {
    const select = draw([
      step({ kind: 'decision', name: 'Urgent?', handle: 'true' }),
      step({ nodeId: 'm', attempt: 3 }),
    ]);
    const decision = screen.getByRole('button', { name: /Urgent\?/ });
    expect(decision).toHaveTextContent('Took True');
    expect(decision).toHaveTextContent('1.0 s');
    const message = screen.getByRole('button', { name: /Welcome/ });
    expect(message).toHaveTextContent('Send Message · attempt 3');
    await userEvent.click(message);
    expect(select).toHaveBeenCalledWith('m');
  });

  it('show each condition of a decision with the value it saw', () => {
    const output = {
      match: 'any',
      conditions: [
        { field: 'channel', operator: 'is', value: 'whatsapp', seen: 'webchat', holds: false },
        { field: 'labels', operator: 'present', value: 'l1', seen: [], holds: false },
      ],
    };
    draw([step({ kind: 'decision', output })], 'n');
    const [, first, second] = screen.getAllByRole('row');
    expect(screen.getByText('Any condition can be true')).toBeInTheDocument();
    expect(first).toHaveTextContent('Conversation Channel is WhatsAppWebChatFalse');
    expect(second).toHaveTextContent('Conversation Labels present: l1noneFalse');
  });

  it('say of a failure what happened and what to do', () => {
    const error = { code: 'PeerRefused', message: 'The address answered 404.' };
    draw([step({ status: 'failed', error, input: { url: 'https://example.com' } })], 'n');
    const alert = screen.getByRole('alert');
    expect(within(alert).getByText('The address answered 404.')).toBeInTheDocument();
    expect(alert).toHaveTextContent('What to do');
    expect(screen.getByRole('region', { name: 'Input' })).toHaveTextContent('https://example.com');
  });

  it('say of a test what would have been sent, and of a run what was', () => {
    const message = step({ input: { text: 'Hello' }, output: { changed: false } });
    draw([message], 'n', 'test');
    expect(screen.getByText('Would have sent:')).toBeInTheDocument();
    expect(screen.getByText('Hello')).toBeInTheDocument();
    expect(screen.queryByRole('region', { name: 'Output' })).toBeNull();
    draw([message], 'n', 'production');
    expect(screen.getByText('Sent:')).toBeInTheDocument();
  });

  it('tell a delay that was skipped from one that was waited for', () => {
    const wait = { kind: 'delay' } as const;
    draw([
      step({ ...wait, nodeId: 'a', name: 'First', output: { skipped: true } }),
      step({ ...wait, nodeId: 'b', name: 'Second' }),
    ]);
    expect(screen.getByRole('button', { name: /First/ })).toHaveTextContent('Skipped');
    expect(screen.getByRole('button', { name: /Second/ })).toHaveTextContent('Completed');
  });
});
