import type { Conversation } from '../api/conversations';
import { useCatalogue } from '../nodes/catalogues';
import { strings } from './strings';

/** How a customer is called: by name, else by number or address. */
export const nameOf = ({ contact }: Conversation): string =>
  contact?.name ?? contact?.phone ?? contact?.email ?? strings.nameless;

interface Group {
  group: string;
  items: { value: string; label: string }[];
}

/** Everybody to whom a conversation can be assigned; a value is "user:id" or "persona:id". */
export function usePeople(): Group[] {
  const users = useCatalogue('users');
  const personas = useCatalogue('personas');
  const group = (title: string, type: string, items: typeof users): Group => ({
    group: title,
    items: (items ?? []).map(({ id, name }) => ({ value: `${type}:${id}`, label: name })),
  });
  return [group(strings.team, 'user', users), group(strings.aiAgents, 'persona', personas)];
}
