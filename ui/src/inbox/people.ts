import type { Conversation, Happening } from '../api/conversations';
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
  return [group(strings.users, 'user', users), group(strings.aiAgents, 'persona', personas)];
}

/** What changed, as its sentence says it: without who did, where the place says that already. */
export function useChangeWords(): (event: Happening) => string {
  const nameOfAssignee = useAssignee();
  return (event) =>
    strings.changes[event.type]?.({ label: event.label ?? '', name: nameOfAssignee(event) }) ??
    event.type;
}

/** How the one is called to whom an event assigned the conversation. */
export function useAssignee(): (event: Happening) => string {
  const people = usePeople();
  return ({ data }) => {
    const assignee = data.conversation?.assignee;
    return (
      people
        .flatMap(({ items }) => items)
        .find(({ value }) => value === `${assignee?.type}:${assignee?.id}`)?.label ??
      assignee?.id ??
      ''
    );
  };
}
