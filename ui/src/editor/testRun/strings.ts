/** Texts of the test dialog. */
export const strings = {
  run: 'Run',
  form: 'Form',
  json: 'JSON',
  label: 'Label',
  reset: 'Reset sample data',
  replies: 'Sample replies',
  readsHere:
    'The built-in extraction reads the sample message. To use a fixed reply instead, enter it here.',
  skipDelays: 'Skip delays',
  callExternal: 'Call external services for real',
  callsReal:
    'Fetch API, AI Extraction and Custom Skill nodes call the real services with this data.',
  harmless: 'A test does not reach customers and is not counted.',
  pastRun: 'Use data from a past run',
  noRuns: 'No runs yet',
  chooseRun: 'Choose a run',
  conversationId: 'Conversation ID',
  channel: 'Conversation Channel',
  status: 'Conversation Status',
  labels: 'Conversation Labels',
  starred: 'Conversation Starred',
  lastMessage: 'Last customer message',
  lastMessageWhy:
    'This trigger has no message of its own. Templates read this one as conversation.lastMessage.text.',
  messageText: 'Message Text',
  contactName: 'Contact name',
  contactPhone: 'Contact phone',
  assigneeId: 'Assignee ID',
};
