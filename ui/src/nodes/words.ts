/** Words that several kinds of node share. */

export const CHANNELS = [
  { value: 'whatsapp', label: 'WhatsApp' },
  { value: 'instagram', label: 'Instagram' },
  { value: 'facebook', label: 'Facebook' },
  { value: 'webchat', label: 'WebChat' },
];

export const STATUSES = [
  { value: 'open', label: 'Open' },
  { value: 'resolved', label: 'Resolved' },
];

/** "A, B and 3 more" */
export function listed(names: string[], most = 3): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

/** The first line of a text, short enough for a card. */
export function shortened(text: string, most = 60): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

export const strings = {
  insertVariable: 'Insert variable',
  searchVariables: 'Search variables',
  noVariable: 'No variable of that name comes before this node.',
  preview: 'Preview with sample data',
  empty: '(empty)',
  chooseLabels: 'Choose labels',
  removeAll: 'Remove all',
  labelNotCreated: 'The label was not created',
  createLabel: (name: string) => `Create label "${name}"`,
  gone: (id: string) => `Not available any more (${id})`,
  noneYet: 'There are none yet.',
  loading: 'Loading…',
  invalidJson: 'This is not valid JSON.',
};
