/** The words of what differs between two graphs. */
export const differences = {
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
  connected: 'Connected',
  disconnected: 'Disconnected',
  movedOnly: 'Moved on the canvas only',
  nothing: 'nothing',
};

/** Settings as the panels call them. */
export const settingNames: Record<string, string> = {
  name: 'Name',
  text: 'Message',
  event: 'Trigger',
  labels: 'Labels',
  user: 'Team member',
  persona: 'AI persona',
  fields: 'Custom fields',
  sentiment: 'Sentiment',
  skillSet: 'Skill set',
  skill: 'Skill',
  arguments: 'Arguments',
  sampleReply: 'Sample reply',
  match: 'All or any',
  conditions: 'Conditions',
  amount: 'Duration',
  unit: 'Time unit',
  method: 'HTTP Method',
  url: 'Request URL',
  headers: 'Headers',
  body: 'Request Body',
  timeoutSeconds: 'Timeout in seconds',
  ifUnanswered: 'If a request stays unanswered',
};
