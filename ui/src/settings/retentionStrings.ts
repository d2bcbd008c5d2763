import type { RetentionSettings } from '../api/privacy';

export const strings = {
  text: 'The number of days that data is kept. Older data is deleted within six hours and cannot be restored.',
  save: 'Save',
  saved: 'The periods were saved.',
  shortenTitle: 'Keep data for a shorter time?',
  shortenText: 'Data that is older is deleted within six hours. This cannot be undone.',
  shortened: (name: string, days: number) => `${name}: ${days === 1 ? '1 day' : `${days} days`}`,
  shorten: 'Save and delete',
  failedLoad: 'The periods could not be loaded',
  failedSave: 'Could not save the periods',
};

export const kinds: Record<keyof RetentionSettings, { name: string; help: string }> = {
  conversationsDays: {
    name: 'Conversations and messages',
    help: 'Since their last change. 0 keeps them until their contact is erased.',
  },
  eventsDays: { name: 'Events', help: 'The timelines of conversations.' },
  runsDays: {
    name: 'Runs',
    help: 'With their steps and logs. They are deleted by whole months.',
  },
  testsDays: { name: 'Test runs', help: 'With their sandbox conversations.' },
  rejectedEventsDays: { name: 'Rejected events', help: 'With the reasons.' },
  deliveriesDays: {
    name: 'Deliveries',
    help: 'To channels and webhooks, with each attempt.',
  },
  receiptsDays: {
    name: 'Event receipts',
    help: 'Repeated events are recognized for this long.',
  },
  storedResponsesDays: {
    name: 'Stored responses',
    help: 'For requests that are repeated with the same Idempotency-Key.',
  },
  auditDays: { name: 'Audit log', help: 'The oldest entries are deleted, at least 30 days old.' },
};

export const erasureWords = {
  title: 'Erasures',
  text: 'Contacts that were erased on the Contacts page. The list doesn’t say whose data it was.',
  none: 'No contact has been erased.',
  failedLoad: 'The erasures could not be loaded',
  requested: 'Requested',
  by: 'By',
  state: 'Result',
  phases: {
    ending: 'Cancelling open runs…',
    removing: 'Deleting conversations…',
    searching: 'Searching for what is left…',
    done: 'Done',
  },
  nothingLeft: 'Done: nothing is left',
  left: (places: string) => `Done: check what is left in ${places}`,
  unreadable: (tables: string) => `Done, except for tables that could not be read: ${tables}`,
  returned: 'The contact has written again since.',
};
