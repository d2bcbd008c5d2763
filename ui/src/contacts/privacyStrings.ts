export const strings = {
  text: 'Everything Parley holds about this contact: conversations, messages, events and runs.',
  exportIt: 'Export data',
  erase: 'Erase contact',
  failedExport: 'Could not export the data',
  eraseTitle: (name: string) => `Erase ${name}?`,
  eraseText: 'This cannot be undone.',
  effects: [
    'The contact, its conversations and all of their messages and events are deleted.',
    'Runs that are waiting or working are cancelled.',
    'Finished runs stay in the statistics, without any of their data.',
    'Its values are removed from segments, tests and rejected events.',
    'Afterwards the whole database is searched for what is left.',
  ],
  confirm: (name: string) => `Type “${name}” to confirm`,
  eraseNow: 'Erase',
  cancel: 'Cancel',
  close: 'Close',
  failedErase: 'Could not erase the contact',
  failedLoad: 'The progress could not be loaded',
  workingTitle: 'Erasing the contact',
  doneTitle: 'The contact was erased',
  goesOn: 'You can close this dialog. The erasure continues.',
  nothingLeft: (values: number, tables: number) =>
    `Searched ${tables} tables for ${values} values. None is left.`,
  somethingLeft: (values: number, tables: number) =>
    `Searched ${tables} tables for ${values} values. Check what is left:`,
  left: (table: string, column: string, rows: number) =>
    `${table}, column ${column}: ${rows === 1 ? '1 row' : `${rows} rows`}`,
  unreadable: (tables: string) => `Tables that could not be read: ${tables}`,
  leftOut: (count: number) =>
    count === 1
      ? '1 value is too short to search for.'
      : `${count} values are too short to search for.`,
  returned: 'The contact has written again since. The new data was not erased.',
};

export const phases = {
  ending: 'Cancelling open runs…',
  removing: 'Deleting conversations…',
  searching: 'Searching for what is left…',
  done: 'Done',
};

/** The kinds of data in the order in which they are listed. */
export const kinds: Record<string, string> = {
  conversations: 'Conversations',
  messages: 'Messages',
  events: 'Events',
  runs: 'Runs emptied',
  runsEnded: 'Runs cancelled',
  tests: 'Test runs',
  deliveries: 'Deliveries to webhooks',
  rejectedEvents: 'Rejected events',
  receipts: 'Event receipts',
  storedResponses: 'Stored responses',
  segments: 'Segments changed',
  modelTrials: 'Model trials',
};
