import type { FieldType } from '../api/catalogues';

/** What the pages of all catalogues say. */
export const strings = {
  search: 'Search',
  clearSearch: 'Clear search',
  which: 'Which are shown',
  inUse: 'In use',
  archived: 'Archived',
  edit: (name: string) => `Edit ${name}`,
  archive: 'Archive',
  archiveOf: (name: string) => `Archive ${name}`,
  bringBackOf: (name: string) => `Bring back ${name}`,
  archivedDone: (name: string) => `${name} is archived.`,
  broughtBack: (name: string) => `${name} is back.`,
  saved: (name: string) => `${name} is saved.`,
  more: 'Show more',
  save: 'Save',
  cancel: 'Cancel',
  name: 'Name',
  nameMissing: 'Give it a name.',
  description: 'Description',
  optional: 'Optional',
  colour: 'Colour',
  nothingFound: 'Nothing matches',
  nothingFoundText: 'Try another word, or clear the search.',
  clearFilters: 'Clear search',
  noneArchived: 'Nothing is archived',
  noneArchivedText: 'What you archive is kept here and can be brought back.',
  failedList: 'The list could not be loaded',
  failedItem: 'It could not be loaded',
  failedSave: 'It was not saved',
  failedArchive: (name: string) => `${name} was not archived`,
  failedBack: (name: string) => `${name} was not brought back`,
  usedBy: 'Used by these workflows',
  notUsed: 'No workflow uses it.',
  failedUses: 'Which workflows use it could not be loaded',
  runsIt: 'runs it',
  doesNotRun: 'only in a version that does not run',
  inNodes: (names: string[]) => `in ${names.join(', ')}`,
  archiveTitle: (name: string) => `Archive ${name}?`,
  archiveUnused: 'No workflow uses it. It can be brought back at any time.',
  archiveUsed: (count: number) =>
    count === 1 ? 'A workflow uses it:' : `${count} workflows use it:`,
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

/** What the page of one catalogue says. */
export interface Words {
  title: string;
  text: string;
  create: string;
  editTitle: string;
  emptyTitle: string;
  emptyText: string;
  /** What archiving one that workflows use means for them. */
  archiveEffect: string;
}

export const labelWords: Words = {
  title: 'Labels',
  text: 'Labels sort conversations. Workflows add and remove them, and decide by them.',
  create: 'Create label',
  editTitle: 'Edit label',
  emptyTitle: 'No labels yet',
  emptyText:
    'Create a label such as Urgent or Refund. Workflows can add it, remove it and decide by it.',
  archiveEffect:
    'What runs goes on with it, and conversations keep it. AI Extraction no longer finds it, and a workflow with it cannot be published again until it is brought back.',
};

export const labels = {
  label: 'Label',
  descriptionHelp: 'When it applies, in a sentence. AI Extraction goes by this.',
};

export const personaWords: Words = {
  title: 'AI Agents',
  text: 'The personas that workflows assign conversations to.',
  create: 'Create AI agent',
  editTitle: 'Edit AI agent',
  emptyTitle: 'No AI agents yet',
  emptyText: 'Create a persona, and workflows can assign conversations to it.',
  archiveEffect:
    'What runs goes on assigning to it. A workflow with it cannot be published again until it is brought back.',
};

export const personas = {
  persona: 'AI agent',
  tone: 'Tone',
  toneHelp: 'How it speaks, for example "warm and brief".',
  instructions: 'Instructions',
  instructionsHelp: 'What it knows, what it may promise, and when it hands over to a person.',
  colour: 'Avatar colour',
};

export const userWords: Words = {
  title: 'Users',
  text: 'The members of your team. Workflows assign conversations to them.',
  create: 'Add user',
  editTitle: 'Edit user',
  emptyTitle: 'No users yet',
  emptyText: 'Add the members of your team, and workflows can assign conversations to them.',
  archiveEffect:
    'What runs goes on assigning to this person. A workflow with them cannot be published again until they are brought back.',
};

export const users = {
  user: 'User',
  email: 'E-mail',
  emailWrong: 'An e-mail address has a name, "@" and a host.',
};

export const fieldWords: Words = {
  title: 'Custom fields',
  text: 'What you keep about conversations beside their messages. Write {{ conversation.fields.key }} where a node needs one.',
  create: 'Create field',
  editTitle: 'Edit field',
  emptyTitle: 'No custom fields yet',
  emptyText:
    'Create a field such as Order number. AI Extraction can fill it, agents can edit it, and messages can name it.',
  archiveEffect:
    'AI Extraction no longer fills it, and a workflow with it cannot be published again until it is brought back. Conversations keep its values.',
};

export const fields = {
  noChoice: '–',
  field: 'Field',
  key: 'Key',
  keyHelp: 'By which templates and other systems name it. It cannot be changed later.',
  keyFixed: 'A field keeps its key.',
  keyWrong: 'Use letters, digits and _, a small letter first.',
  type: 'Type',
  typeFixed: 'A field keeps its type.',
  choices: 'Choices',
  clear: (name: string) => `Clear ${name}`,
  choicesHelp: 'Press Enter after each.',
  choicesMissing: 'A choice needs at least one value to choose.',
  types: {
    text: 'Text',
    number: 'Number',
    date: 'Date',
    choice: 'One of a list',
    email: 'E-mail',
    phone: 'Phone',
  } as Record<FieldType, string>,
};
