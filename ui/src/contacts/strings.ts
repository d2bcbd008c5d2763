import type { Words } from '../catalogues/strings';
import { formatNumber } from '../parts/locale';

export const contactWords: Words = {
  title: 'Contacts',
  text: 'The customers your workflows interact with.',
  create: 'Create contact',
  editTitle: 'Contact',
  emptyTitle: 'No contacts yet',
  emptyText: 'Contacts come with their first conversation, or are created here.',
  archiveEffect: 'Its conversations stay. It can be brought back at any time.',
};

export const segmentWords: Words = {
  title: 'Segments',
  text: 'Saved filters over contacts and their conversations. Who matches is in it, at every moment.',
  create: 'Create segment',
  editTitle: 'Edit segment',
  emptyTitle: 'No segments yet',
  emptyText:
    'Save a filter such as "plan is pro and a conversation is open", and see who is in it.',
  archiveEffect: 'Nobody is removed. It can be brought back at any time.',
};

export const strings = {
  title: 'Contacts & Segments',
  contacts: 'Contacts',
  segments: 'Segments',
  contact: 'Contact',
  name: 'Name',
  phone: 'Phone',
  email: 'E-mail',
  needsOne: 'Give it a name, a phone number or an e-mail address.',
  customFields: 'Custom fields',
  conversations: 'Conversations',
  count: (count: number) => (count >= 100 ? '100 or more' : String(count)),
  showConversations: 'Show its conversations',
  segment: 'Segment',
  everybody: 'Everybody',
  filter: 'Filter',
  match: 'Who is in it',
  matchAll: 'Whoever meets all conditions',
  matchAny: 'Whoever meets any condition',
  condition: (at: number) => `Condition ${at}`,
  fieldOf: (at: number) => `Field of condition ${at}`,
  operatorOf: (at: number) => `Operator of condition ${at}`,
  valueOf: (at: number) => `Value of condition ${at}`,
  addCondition: 'Add condition',
  removeCondition: (at: number) => `Remove condition ${at}`,
  conditions: (count: number) => (count === 1 ? '1 condition' : `${count} conditions`),
  counted: (contacts: number, more: boolean) =>
    more
      ? `More than ${formatNumber(contacts)} contacts`
      : contacts === 1
        ? '1 contact'
        : `${formatNumber(contacts)} contacts`,
  showWho: 'Show who is in it',
  customField: (name: string) => `Conversation: ${name}`,
  contactField: (name: string) => `Contact: ${name}`,
  yesNo: { true: 'Yes', false: 'No' },
  operators: {
    is: 'is',
    isNot: 'is not',
    contains: 'contains',
    startsWith: 'starts with',
    greaterThan: 'is greater than',
    lessThan: 'is less than',
    present: 'is there',
    absent: 'is not there',
  } as Record<string, string>,
  fields: {
    'contact.name': 'Contact name',
    'contact.phone': 'Contact phone',
    'contact.email': 'Contact e-mail',
    'conversation.status': 'Conversation Status',
    'conversation.channel': 'Conversation Channel',
    'conversation.starred': 'Conversation Starred',
    'conversation.label': 'Conversation Label',
    'conversation.assignee': 'Assignee',
    'conversation.sentiment': 'Sentiment',
  } as Record<string, string>,
};
