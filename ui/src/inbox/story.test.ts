import { describe, expect, it } from 'vitest';
import type { Entry } from '../api/conversations';
import { storyOf } from './story';

const event = (id: string, type: string, run?: string, label?: string) =>
  ({
    kind: 'event',
    id,
    time: '2026-11-24T09:00:00Z',
    event: {
      type,
      label,
      source: '/s',
      data: { conversation: { id: 'c' } },
      causedBy: run ? [{ executionId: run, workflowId: 'w' }] : [],
    },
  }) as unknown as Entry;

const run = (id: string, ...kinds: string[]) =>
  ({
    kind: 'execution',
    id,
    time: '2026-11-24T09:00:00Z',
    execution: {
      id,
      did: kinds.map((kind, at) => ({ nodeId: `${kind} ${at}`, kind, name: kind })),
    },
  }) as unknown as Entry;

const ids = (entries: Entry[]) => entries.map((entry) => entry.id);

describe('the story of a conversation', () => {
  it('shows what a run changed only in its card', () => {
    const card = run('r', 'addLabel', 'starConversation');
    const { entries, madeBy } = storyOf([
      event('star', 'conversation.starred', 'r'),
      event('b', 'conversation.label_added', 'r', 'B'),
      event('a', 'conversation.label_added', 'r', 'A'),
      card,
      event('began', 'conversation.created'),
    ]);
    expect(ids(entries)).toEqual(['began', 'r']);
    const made = madeBy((card as Extract<Entry, { kind: 'execution' }>).execution);
    expect(made.get('addLabel 0')?.map((one) => one.label)).toEqual(['A', 'B']);
    expect(made.get('starConversation 1')).toHaveLength(1);
  });

  it('keeps what people did, and what no step of the card explains', () => {
    const { entries } = storyOf([
      event('by hand', 'conversation.starred'),
      event('other run', 'conversation.starred', 'not loaded'),
      event('unexplained', 'conversation.opened', 'r'),
      run('r', 'starConversation'),
    ]);
    expect(ids(entries)).toEqual(['r', 'unexplained', 'other run', 'by hand']);
  });

  it('leaves out the event of a message, which is an entry of its own', () => {
    expect(ids(storyOf([event('m', 'message.received')]).entries)).toEqual([]);
  });
});
