import { TRIGGER_EVENTS, TRIGGER_TITLES } from '../graph/graph';
import { NODE_KINDS, viewOf } from '../nodes/kinds';
import { FIRES_WHEN, trigger } from '../nodes/trigger';
import { CATEGORIES, type Category } from '../nodes/view';
import type { Addable } from './placing';

/** One thing in the left sidebar. */
export interface Offer extends Addable {
  key: string;
  title: string;
  help: string;
  category: Category;
  group?: string | undefined;
  words: string;
  icon: typeof trigger.icon;
  colour: string;
}

const TRIGGERS: Offer[] = TRIGGER_EVENTS.map((event) => ({
  key: event,
  kind: 'trigger',
  event,
  title: TRIGGER_TITLES[event],
  help: `Fires when: ${FIRES_WHEN[event]}.`,
  category: 'Triggers',
  words: trigger.keywords,
  icon: trigger.icon,
  colour: trigger.colour,
}));

const NODES: Offer[] = NODE_KINDS.filter((kind) => kind !== 'trigger').map((kind) => {
  const { title, help, category, group, keywords, icon, colour } = viewOf(kind);
  return { key: kind, kind, title, help, category, group, words: keywords, icon, colour };
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
