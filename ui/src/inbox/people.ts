import type { Conversation, Happening } from '../api/conversations';
import type { EventFacts } from '../api/kinds';
import { events } from '../generated/events';
import { useCatalogue } from '../nodes/catalogues';
import { strings } from './strings';

/** Returns the name of the contact, or else their phone number or email address. */
export const nameOf = ({ contact }: Conversation): string =>
  contact?.name ?? contact?.phone ?? contact?.email ?? strings.nameless;

interface Group {
  group: string;
  items: { value: string; label: string }[];
}

/** Returns all possible assignees; a value is "user:id" or "persona:id". */
export function usePeople(): Group[] {
  const users = useCatalogue('users');
  const personas = useCatalogue('personas');
  const group = (title: string, type: string, items: typeof users): Group => ({
    group: title,
    items: (items ?? []).map(({ id, name }) => ({ value: `${type}:${id}`, label: name })),
  });
  return [group(strings.users, 'user', users), group(strings.aiAgents, 'persona', personas)];
}

/** Returns the sentence for an event; without an author, one that follows the author's name. */
export function useSentence(): (event: Happening, who?: string) => string {
  const nameOfAssignee = useAssignee();
  return (event, who) => {
    const known: Record<string, EventFacts | undefined> = events;
    const line = known[event.type]?.timeline ?? event.type;
    const names: Record<string, string | undefined> = {
      who,
      label: event.label,
      assignee: nameOfAssignee(event),
    };
    return (who === undefined ? line.replace('{who} ', '') : line).replace(
      /\{(\w+)\}/g,
      (_, name) => names[name] ?? '',
    );
  };
}

/** Returns the name of the assignee in an event. */
function useAssignee(): (event: Happening) => string {
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
