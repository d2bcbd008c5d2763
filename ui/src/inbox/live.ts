import type { InfiniteData } from '@tanstack/react-query';
import type { Conversation, Entry } from '../api/conversations';
import type { Page } from '../api/types';

type Pages<T> = InfiniteData<Page<T>, unknown>;

/** Orders the newer time first. */
const newerFirst = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);

/** Returns the newer of two states of a conversation. */
export const newer = (known: Conversation, heard: Conversation): Conversation =>
  known.updatedAt > heard.updatedAt ? known : heard;

/** Undoes an expected change that was refused; other changes stay. */
export function takenBack(
  now: Conversation,
  foreseen: Partial<Conversation>,
  before: Conversation,
): Conversation {
  const names = (Object.keys(foreseen) as (keyof Conversation)[]).filter(
    (name) => now[name] === foreseen[name],
  );
  return { ...now, ...Object.fromEntries(names.map((name) => [name, before[name]])) };
}

/** The list with this conversation as it is now, at its place: the newest change first. */
export function withConversation(
  list: Pages<Conversation>,
  changed: Conversation,
): Pages<Conversation> {
  const known = list.pages.flatMap((page) => page.items).find((one) => one.id === changed.id);
  if (known && newer(known, changed) === known) {
    return list;
  }
  const [first, ...others] = withoutConversation(list, changed.id).pages;
  if (!first) {
    return list;
  }
  const items = [changed, ...first.items].sort((a, b) => newerFirst(a.updatedAt, b.updatedAt));
  return { ...list, pages: [{ ...first, items }, ...others] };
}

export function withoutConversation(list: Pages<Conversation>, id: string): Pages<Conversation> {
  const pages = list.pages.map((page) => ({
    ...page,
    items: page.items.filter((one) => one.id !== id),
  }));
  return { ...list, pages };
}

/** The timeline with this entry as it is now; pages and entries are newest first. */
export function withEntry(timeline: Pages<Entry>, entry: Entry): Pages<Entry> {
  const isIt = (one: Entry) => one.kind === entry.kind && one.id === entry.id;
  if (timeline.pages.some((page) => page.items.some(isIt))) {
    const pages = timeline.pages.map((page) => ({
      ...page,
      items: page.items.map((one) => (isIt(one) ? entry : one)),
    }));
    return { ...timeline, pages };
  }
  const [first, ...others] = timeline.pages;
  if (!first) {
    return timeline;
  }
  // Existing entries keep their order, which follows causes and not only times.
  const at = first.items.findIndex((one) => Date.parse(one.time) <= Date.parse(entry.time));
  const items = first.items.toSpliced(at < 0 ? first.items.length : at, 0, entry);
  return { ...timeline, pages: [{ ...first, items }, ...others] };
}
