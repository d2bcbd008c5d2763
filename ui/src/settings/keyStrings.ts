import type { Scope } from '../api/settings';

export const strings = {
  title: 'API keys',
  text: 'Programs use an API key to post conversation events or read data. Give each program its own key, with only the permissions it needs.',
  create: 'Create API key',
  none: 'No API keys yet',
  noneText: 'Create one for the program that posts your conversation events.',
  failedList: 'The API keys could not be loaded',
  name: 'Name',
  namePlaceholder: 'Which program is it for?',
  nameMissing: 'Enter the name of the program.',
  scopes: 'Permissions',
  scopesMissing: 'Choose at least one permission.',
  expiry: 'Expires after',
  expiries: { '30': '30 days', '90': '90 days', '365': '1 year', '1095': '3 years' },
  expires: 'Expires',
  expired: 'Expired',
  lastUsed: 'Last used',
  never: 'Never',
  created: 'Created',
  revoke: 'Revoke',
  revokeOf: (name: string) => `Revoke ${name}`,
  revokeTitle: (name: string) => `Revoke the API key ${name}?`,
  revokeText: 'Programs that use this key lose access immediately. This cannot be undone.',
  revoked: (name: string) => `${name} was revoked.`,
  failedCreate: 'Could not create the API key',
  failedRevoke: 'Could not revoke the API key',
  madeTitle: 'Your API key',
  madeText: 'Copy it now. It is not shown again.',
  key: 'API key',
  cancel: 'Cancel',
};

export const scopes: Record<Scope, { name: string; text: string }> = {
  'events:write': { name: 'Post events', text: 'Report what happens in conversations.' },
  read: { name: 'Read', text: 'See workflows, runs and conversations.' },
  admin: { name: 'Administer', text: 'Full access, as in this dashboard.' },
};
