import { describe, expect, it } from 'vitest';
import type { Conversation, Entry } from '../api/conversations';
import { newer, takenBack, withConversation, withEntry, withoutConversation } from './live';
import { filterOf, filtersOn, readSearch } from './search';

const conversation = (id: string, updatedAt: string): Conversation => ({
  id,
  uid: `uid-${id}`,
  channel: 'webchat',
  status: 'open',
  starred: false,
  labels: [],
  labelIds: [],
  fields: {},
  sessionId: 'session',
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt,
});

const pages = <T>(...all: T[][]) => ({
  pages: all.map((items) => ({ items })),
  pageParams: all.map(() => undefined),
});

const ids = (list: { pages: { items: { id: string }[] }[] }) =>
  list.pages.map((page) => page.items.map((one) => one.id));

const run = (id: string, time: string, status = 'running') =>
  ({ kind: 'execution', id, time, execution: { status } }) as Entry;

describe('a live list of conversations', () => {
  const list = pages(
    [conversation('a', '2026-01-03T00:00:00Z'), conversation('b', '2026-01-02T00:00:00Z')],
    [conversation('c', '2026-01-01T00:00:00Z')],
  );

  it('moves what has changed to the top, from whatever page', () => {
    expect(ids(withConversation(list, conversation('c', '2026-01-04T00:00:00Z')))).toEqual([
      ['c', 'a', 'b'],
      [],
    ]);
  });

  it('is not undone by what comes late', () => {
    expect(withConversation(list, conversation('a', '2026-01-02T12:00:00Z'))).toBe(list);
  });

  it('forgets what no longer matches', () => {
    expect(ids(withoutConversation(list, 'b'))).toEqual([['a'], ['c']]);
  });
});

describe('a conversation that is changed here and elsewhere', () => {
  const before = { ...conversation('a', '2026-01-03T00:00:00Z'), starred: false };
  const later = conversation('a', '2026-01-04T00:00:00Z');

  it('is not undone by what comes late', () => {
    expect(newer(later, before)).toBe(later);
    expect(newer(before, later)).toBe(later);
    expect(newer(before, { ...before, starred: true }).starred).toBe(true);
  });

  it('takes back what was refused, and only that', () => {
    const now = { ...before, starred: true, status: 'resolved' as const };
    expect(takenBack(now, { starred: true }, before)).toEqual({ ...now, starred: false });
    // Another user has changed it since.
    expect(takenBack({ ...now, starred: false }, { starred: true }, now)).toMatchObject({
      starred: false,
    });
  });
});

describe('a live timeline', () => {
  const timeline = pages([run('2', '2026-01-02T00:00:00Z')], [run('1', '2026-01-01T00:00:00Z')]);

  it('takes in what is new at its time', () => {
    expect(ids(withEntry(timeline, run('3', '2026-01-03T00:00:00Z')))).toEqual([['3', '2'], ['1']]);
  });

  it('leaves in their order what happened at the same time', () => {
    const time = '2026-01-02T00:00:00Z';
    const list = pages([run('b', time), run('a', time)]);
    const three = withEntry(list, run('c', '2026-01-03T00:00:00Z'));
    expect(ids(three)).toEqual([['c', 'b', 'a']]);
    expect(ids(withEntry(three, run('d', time)))).toEqual([['c', 'd', 'b', 'a']]);
  });

  it('keeps a cause before what came of it, whatever their times are', () => {
    const list = pages([run('began', '2026-01-03T00:00:00Z'), run('said', '2026-01-02T00:00:00Z')]);
    const added = withEntry(
      { ...list, pages: [{ items: [...(list.pages[0]?.items ?? [])].reverse() }] },
      run('next', '2026-01-04T00:00:00.5Z'),
    );
    expect(ids(added)).toEqual([['next', 'said', 'began']]);
  });

  it('changes what it knows where it stands', () => {
    const changed = withEntry(timeline, run('1', '2026-01-01T00:00:00Z', 'completed'));
    expect(ids(changed)).toEqual([['2'], ['1']]);
    expect(changed.pages[1]?.items[0]).toMatchObject({ execution: { status: 'completed' } });
  });

  it('distinguishes an entry of another kind with the same id', () => {
    const event = { ...run('2', '2026-01-04T00:00:00Z'), kind: 'event' } as Entry;
    expect(ids(withEntry(timeline, event))).toEqual([['2', '2'], ['1']]);
  });
});

describe('the address of the inbox', () => {
  it('shows what is open unless it asks for more', () => {
    expect(filterOf({})).toEqual({ status: 'open' });
    expect(filterOf({ status: 'all', starred: true })).toEqual({ starred: true });
    expect(filterOf({ status: 'resolved' })).toEqual({ status: 'resolved' });
  });

  it('leaves out invalid parameters', () => {
    expect(readSearch({ status: 'closed', channel: 'pigeon', search: 42, starred: 'x' })).toEqual({
      search: '42',
    });
    expect(filtersOn({ channel: 'webchat', search: 'a', starred: true })).toBe(2);
  });
});
