import type { FieldType } from '../api/catalogues';

/** Texts that all catalog pages share. */
export const strings = {
  search: 'Search',
  clearSearch: 'Clear search',
  which: 'Show',
  inUse: 'In use',
  archived: 'Archived',
  edit: (name: string) => `Edit ${name}`,
  archive: 'Archive',
  archiveOf: (name: string) => `Archive ${name}`,
  unarchiveOf: (name: string) => `Unarchive ${name}`,
  archivedDone: (name: string) => `${name} was archived.`,
  unarchivedDone: (name: string) => `${name} was unarchived.`,
  saved: (name: string) => `${name} was saved.`,
  more: 'Show more',
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  name: 'Name',
  nameMissing: 'Enter a name.',
  description: 'Description',
  optional: 'Optional',
  colour: 'Color',
  nothingFound: 'No results',
  nothingFoundText: 'Try a different search, or clear it.',
  clearFilters: 'Clear search',
  noneArchived: 'Nothing archived',
  noneArchivedText: 'Archived items stay here, and you can unarchive them.',
  failedList: 'The list could not be loaded',
  failedItem: 'This could not be loaded',
  failedSave: 'The change was not saved',
  failedArchive: (name: string) => `${name} was not archived`,
  failedUnarchive: (name: string) => `${name} was not unarchived`,
  usedBy: 'Used by these workflows',
  notUsed: 'Not used by any workflow.',
  failedUses: 'The workflows that use this could not be loaded',
  runsIt: 'in the active version',
  doesNotRun: 'only in a version that is not active',
  inNodes: (names: string[]) => `in ${names.join(', ')}`,
  archiveTitle: (name: string) => `Archive ${name}?`,
  archiveUnused: 'No workflow uses this. You can unarchive it at any time.',
  archiveUsed: (count: number) =>
    count === 1 ? '1 workflow uses this:' : `${count} workflows use this:`,
  archiveAnyway: 'Archive anyway',
  colours: {
    gray: 'Gray',
    red: 'Red',
    pink: 'Pink',
    grape: 'Grape',
    violet: 'Violet',
    indigo: 'Indigo',
    blue: 'Blue',
    cyan: 'Cyan',
    teal: 'Teal',
    green: 'Green',
    lime: 'Lime',
    yellow: 'Yellow',
    orange: 'Orange',
  } as Record<string, string>,
};

/** Texts of one catalog page. */
export interface Words {
  title: string;
  text: string;
  create: string;
  editTitle: string;
  emptyTitle: string;
  emptyText: string;
  /** The effect of archiving an item on the workflows that use it. */
  archiveEffect: string;
}

export const labelWords: Words = {
  title: 'Labels',
  text: 'Labels organize conversations. Workflows can add them, remove them and use them in decisions.',
  create: 'Create label',
  editTitle: 'Edit label',
  emptyTitle: 'No labels yet',
  emptyText:
    'Create a label such as Urgent or Refund. Workflows can add it, remove it and use it in decisions.',
  archiveEffect:
    'Running workflows and conversations keep this label. AI Extraction stops using it, and workflows that use it cannot be published until you unarchive it.',
};

export const labels = {
  label: 'Label',
  descriptionHelp: 'When to apply this label, in one sentence. AI Extraction follows it.',
};

export const personaWords: Words = {
  title: 'AI Agents',
  text: 'The AI agents that workflows can assign conversations to.',
  create: 'Create AI agent',
  editTitle: 'Edit AI agent',
  emptyTitle: 'No AI agents yet',
  emptyText: 'Create an AI agent so that workflows can assign conversations to it.',
  archiveEffect:
    'Running workflows still assign conversations to this AI agent. Workflows that use it cannot be published until you unarchive it.',
};

export const personas = {
  persona: 'AI agent',
  tone: 'Tone',
  toneHelp: 'How the AI agent writes, for example "warm and brief".',
  instructions: 'Instructions',
  instructionsHelp:
    'What the AI agent knows, what it may promise, and when it hands over to a person.',
  colour: 'Avatar color',
};

export const fieldWords: Words = {
  title: 'Custom fields',
  text: 'Data about conversations besides their messages. To use a field in a node, write {{ conversation.fields.key }}.',
  create: 'Create field',
  editTitle: 'Edit field',
  emptyTitle: 'No custom fields yet',
  emptyText:
    'Create a field such as Order number. AI Extraction can fill it in, users can edit it, and messages can include it.',
  archiveEffect:
    'AI Extraction stops filling this field in, and workflows that use it cannot be published until you unarchive it. Conversations keep their values.',
};

export const fields = {
  noChoice: '–',
  field: 'Field',
  key: 'Key',
  keyHelp: 'The name that templates and other systems use. It cannot be changed later.',
  keyFixed: 'The key cannot be changed.',
  keyWrong: 'Use letters, digits and underscores. Start with a lowercase letter.',
  type: 'Type',
  typeFixed: 'The type cannot be changed.',
  choices: 'Choices',
  clear: (name: string) => `Clear ${name}`,
  choicesHelp: 'Press Enter after each choice.',
  choicesMissing: 'Add at least one choice.',
  types: {
    text: 'Text',
    number: 'Number',
    date: 'Date',
    choice: 'Choice from a list',
    email: 'Email',
    phone: 'Phone',
  } as Record<FieldType, string>,
};
