import type { AuditOutcome } from '../api/audit';

export const strings = {
  title: 'Audit log',
  text: 'What people and API keys did, and what was refused. Entries cannot be changed.',
  time: 'Time',
  actor: 'Who',
  operation: 'Operation',
  object: 'Object',
  outcome: 'Result',
  address: 'Address',
  allActors: 'Name of a person or key',
  clearActor: 'Clear the name',
  allOperations: 'Operation ID',
  clearOperation: 'Clear the operation',
  allKinds: 'Kind of object',
  clearKind: 'All kinds',
  allObjects: 'ID of the object',
  clearObject: 'Clear the ID',
  allOutcomes: 'All results',
  from: 'From',
  to: 'To',
  show: 'Show',
  showOf: (operation: string, name: string) => `Show ${operation} of ${name}`,
  verify: 'Verify',
  verified: (entries: number) => `Complete and unchanged: ${entries} entries.`,
  broken: (sequence: number, detail: string) => `Entry ${sequence}: ${detail}`,
  failedVerify: 'Could not verify the audit log',
  export: 'Export',
  none: 'No entries',
  noneText: 'No entries match this filter.',
  failedList: 'The audit log could not be loaded',
  showMore: 'Show more',
  entry: (sequence: number) => `Entry ${sequence}`,
  role: 'Role',
  reason: 'Reason',
  browser: 'Browser',
  objectId: 'Object ID',
  hash: 'Hash',
  sent: 'Sent',
  change: 'Change',
  property: 'Property',
  before: 'Before',
  after: 'After',
  deleted: 'Deleted',
  other: 'Details',
  empty: '–',
};

export const outcomes: Record<AuditOutcome, string> = {
  done: 'Done',
  refused: 'Refused',
  failed: 'Failed',
};

export const kinds: Record<string, string> = {
  'api-key': 'API key',
  audit: 'Audit log',
  channel: 'Channel',
  contact: 'Contact',
  conversation: 'Conversation',
  execution: 'Run',
  field: 'Custom field',
  label: 'Label',
  models: 'Models',
  operation: 'Operations',
  persona: 'AI agent',
  'rejected-event': 'Rejected event',
  secret: 'Secret',
  segment: 'Segment',
  session: 'Session',
  settings: 'Settings',
  'skill-set': 'Skill set',
  subscription: 'Webhook',
  user: 'Person',
  workflow: 'Workflow',
};

/** Returns an operation in the words of the dashboard: "updatePersona" as "Update AI agent". */
export function words(operation: string): string {
  const text = operation
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\bpersona/, 'AI agent')
    .replace(/\bexecution/, 'run')
    .replace('sign in link', 'link to sign in');
  return (text.charAt(0).toUpperCase() + text.slice(1)).replace(/\bapi\b/i, 'API');
}
