import type { Icon } from '@tabler/icons-react';
import { CATEGORIES, type Category, type NodeKind } from '../../api/kinds';
import { events } from '../../generated/events';
import { kinds } from '../../generated/kinds';
import { TRIGGER_EVENTS } from '../../nodes/titles';
import type { Addable } from '../document/placing';

/** One thing in the left sidebar. */
export interface Offer extends Addable {
  key: string;
  title: string;
  help: string;
  category: Category;
  group?: string | undefined;
  words: string;
  icon: Icon;
  color: string;
}

const TRIGGERS: Offer[] = TRIGGER_EVENTS.map((event) => ({
  key: event,
  kind: 'trigger',
  event,
  title: events[event].title,
  help: `Fires when: ${events[event].firesWhen}.`,
  category: 'Triggers',
  words: kinds.trigger.keywords,
  icon: kinds.trigger.icon,
  color: kinds.trigger.color,
}));

const NODES: Offer[] = (Object.keys(kinds) as NodeKind[])
  .filter((kind) => kind !== 'trigger')
  .map((kind) => {
    const { title, help, category, group, keywords, icon, color } = kinds[kind];
    return { key: kind, kind, title, help, category, group, words: keywords, icon, color };
  });

export const OFFERS: Offer[] = CATEGORIES.flatMap((category) =>
  [...TRIGGERS, ...NODES].filter((offer) => offer.category === category),
);

/** Returns the offers that match a search; names that start with it come first. */
export function search(offers: Offer[], text: string): Offer[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') {
    return offers;
  }
  const found = offers.filter((offer) =>
    `${offer.title} ${offer.words} ${offer.help}`.toLowerCase().includes(wanted),
  );
  const rank = (offer: Offer) => {
    const title = offer.title.toLowerCase();
    return title.startsWith(wanted) ? 0 : title.includes(wanted) ? 1 : 2;
  };
  return [...found].sort((one, other) => rank(one) - rank(other));
}
