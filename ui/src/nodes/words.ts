import { lengthOf, startOf } from '../parts/characters';

/** Words that several kinds of node share. */

/** "A, B and 3 more" */
export function listed(names: string[], most = 3): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

/** The first line of a text, short enough for a card. */
export function shortened(text: string, most = 60): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return cut(line, most);
}

/** The same with all its blanks, since they count. */
export function asTyped(text: string, most = 60): string {
  return cut(text.replace(/\s/g, ' '), most);
}

function cut(line: string, most: number): string {
  return lengthOf(line) > most ? `${startOf(line, most - 1)}…` : line;
}

/** The noun for one item of each catalogue. */
export const NOUNS = {
  labels: 'label',
  users: 'team member',
  personas: 'persona',
  fields: 'custom field',
};

export const strings = {
  insertVariable: 'Insert variable',
  searchVariables: 'Search variables',
  variables: 'Variables',
  suggested: 'Suggestions',
  suggestions: (n: number) =>
    n === 0
      ? ''
      : `${n === 1 ? '1 variable' : `${n} variables`} to choose from with the arrow keys`,
  howToChoose: 'Use the arrow keys and Enter to choose, Esc to close, or keep typing.',
  noVariable: 'No matching variables before this node.',
  preview: 'Preview with sample data',
  empty: '(empty)',
  removeAll: 'Remove all',
  create: (noun: string, name: string) => `Create ${noun} "${name}"`,
  notCreated: (noun: string) => `Could not create the ${noun}`,
  noneYetCreate: (noun: string) =>
    `None yet. Type a name to create ${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}.`,
  nothingFound: 'No results.',
  gone: (id: string) => `No longer available (${id})`,
  noneYet: 'None yet.',
  loading: 'Loading…',
  invalidJson: 'This is not valid JSON.',
};
