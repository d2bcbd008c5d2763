/** The words of the test dialog. */
export const testWords = {
  run: 'Run',
  form: 'Form',
  json: 'JSON',
  label: 'Label',
  fillAnew: 'Fill in sample data anew',
  replies: 'Sample replies',
  readsHere:
    'The built-in extraction reads the sample message. Write a reply here to use that instead.',
  skipDelays: 'Skip delays',
  callExternal: 'Really call external services',
  callsReal:
    'Fetch API, AI Extraction and Custom Skill nodes call the real services with this data.',
  harmless: 'A test reaches no customer and is not counted.',
  pastRun: 'Use data of a past run',
  noRuns: 'There are no runs yet',
  chooseRun: 'Choose a run',
  conversationId: 'Conversation ID',
  channel: 'Conversation Channel',
  status: 'Conversation Status',
  labels: 'Conversation Labels',
  starred: 'Conversation Starred',
  lastMessage: 'Last customer message',
  lastMessageWhy:
    'This trigger comes without a message. Texts read this one as conversation.lastMessage.text.',
  messageText: 'Message Text',
  contactName: 'Contact name',
  contactPhone: 'Contact phone',
  assigneeId: 'Assignee ID',
};
