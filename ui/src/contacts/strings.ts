import type { Words } from '../catalogues/strings';
import { formatNumber } from '../parts/locale';

export const contactWords: Words = {
  title: 'Contacts',
  text: 'The customers your workflows interact with.',
  create: 'Create contact',
  editTitle: 'Contact',
  emptyTitle: 'No contacts yet',
  emptyText: 'Contacts are added with their first conversation. You can also create one here.',
  archiveEffect:
    'The conversations of this contact stay. You can unarchive the contact at any time.',
};

export const segmentWords: Words = {
  title: 'Segments',
  text: 'Saved filters over contacts and their conversations. Contacts that match are members automatically.',
  create: 'Create segment',
  editTitle: 'Edit segment',
  emptyTitle: 'No segments yet',
  emptyText:
    'Save a filter, such as plan is pro and a conversation is open, to see which contacts match.',
  archiveEffect: 'No contact is deleted. You can unarchive the segment at any time.',
};

export const strings = {
  title: 'Contacts & Segments',
  contacts: 'Contacts',
  segments: 'Segments',
  contact: 'Contact',
  name: 'Name',
  phone: 'Phone',
  email: 'Email',
  needsOne: 'Enter a name, a phone number or an email address.',
  customFields: 'Custom fields',
  conversations: 'Conversations',
  count: (count: number) => (count >= 100 ? '100 or more' : String(count)),
  showConversations: 'Show conversations',
  segment: 'Segment',
  allContacts: 'All contacts',
  filter: 'Filter',
  match: 'Contacts match when',
  matchAll: 'All conditions are true',
  matchAny: 'Any condition is true',
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
  showWho: 'Show contacts',
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
    present: 'is set',
    absent: 'is not set',
  } as Record<string, string>,
  fields: {
    'contact.name': 'Contact name',
    'contact.phone': 'Contact phone',
    'contact.email': 'Contact email',
    'conversation.status': 'Conversation Status',
    'conversation.channel': 'Conversation Channel',
    'conversation.starred': 'Conversation Starred',
    'conversation.label': 'Conversation Label',
    'conversation.assignee': 'Assignee',
    'conversation.sentiment': 'Sentiment',
  } as Record<string, string>,
};
