import type { EventFacts } from '../api/kinds';
import type { Words } from '../catalogues/strings';
import { events } from '../generated/events';

export const channelWords: Words = {
  title: 'Channels',
  text: 'Accounts through which messages reach customers. An external channel receives each message as a signed webhook.',
  create: 'Create channel',
  editTitle: 'Channel',
  emptyTitle: 'No channels yet',
  emptyText:
    'Without a channel, messages stay in the inbox. Create one to hand them to your system.',
  archiveEffect: 'New conversations no longer use it. You can unarchive it at any time.',
};

export const subscriptionWords: Words = {
  title: 'Webhooks',
  text: 'Tell other systems what happens in Parley: runs, sent messages, labels. Each event is posted to their address as a signed webhook.',
  create: 'Create webhook',
  editTitle: 'Webhook',
  emptyTitle: 'No webhooks yet',
  emptyText: 'Create one so that another system hears about failed runs or new labels.',
  archiveEffect: 'It receives nothing more, and events that are waiting are given up.',
};

export const strings = {
  channel: 'Channel',
  kind: 'Delivery',
  kinds: { store: 'In Parley', webhook: 'External (webhook)' },
  kindHelp: 'Cannot be changed later.',
  channels: {
    whatsapp: 'WhatsApp',
    instagram: 'Instagram',
    facebook: 'Facebook',
    webchat: 'WebChat',
  },
  address: 'Address',
  addressHelp: 'The URL to post to, for example https://example.com/webhooks',
  addressMissing: 'Enter the address.',
  headerName: 'Secret header',
  headerNameHelp: 'Only if the receiver requires one, for example Authorization',
  headerValue: 'Header value',
  headerValueHelp: 'Encrypted, and not shown again.',
  headerKept: 'A value is stored. Enter another to replace it.',
  headerNameMissing: 'Enter the name of the header.',
  events: 'Events',
  eventsMissing: 'Choose at least one event.',
  eventCount: (count: number) => (count === 1 ? '1 event' : `${count} events`),
  customerData: 'Include customer data',
  customerDataHelp: 'Names, addresses and texts of customers. Otherwise events have only ids.',

  secret: 'Signing secret',
  secrets: 'Signing secrets',
  secretText: 'The receiver verifies deliveries with it. Copy it now. It is not shown again.',
  noSecret: 'Deliveries are not signed yet.',
  twoSecrets: 'Both sign each delivery. End the old one when the receiver has the new one.',
  createSecret: 'Create signing secret',
  rotate: 'Rotate',
  secretMade: 'Created',
  end: 'End',
  endOld: 'End the older signing secret',
  failedSecrets: 'The signing secrets could not be loaded',
  failedMake: 'Could not create the signing secret',
  failedEnd: 'Could not end the signing secret',

  attempts: 'Latest attempts',
  failedAttempts: 'The attempts could not be loaded',
  sendAgain: 'Send again',
  failedSend: 'Could not send it again',
  more: 'Show more',

  status: 'Status',
  active: 'Active',
  failing: 'Failing',
  disabled: 'Disabled',
  failingSince: 'Nothing was accepted since',
  disabledText: 'This webhook receives nothing.',
  enable: 'Enable',
  disable: 'Disable',
  failedEnable: 'Could not change the webhook',
  ping: 'Send test',
  pinged: 'The test was accepted.',
  pingFailed: 'The test was not accepted',
  failedPing: 'Could not send the test',
  deliveries: 'Deliveries',
  noDeliveries: 'Nothing was sent yet.',
  kept: (days: number) => `Deliveries are kept for ${days} days.`,
  failedDeliveries: 'The deliveries could not be loaded',
  event: 'Event',
  time: 'Time',
  deliveryStatus: { pending: 'Waiting', delivered: 'Delivered', failed: 'Failed' },
  attemptCount: (count: number) => (count === 1 ? '1 attempt' : `${count} attempts`),
};

/** The types of events to choose from, by name. */
export const types: Record<string, string> = {
  'run.completed': 'Run completed',
  'run.failed': 'Run failed',
  'run.cancelled': 'Run canceled',
  'message.sent': 'Message sent',
  'message.failed': 'Message not delivered',
  ...Object.fromEntries(
    Object.entries<EventFacts>(events)
      .filter(([, { firesWhen }]) => firesWhen)
      .map(([type, { title }]) => [type, title]),
  ),
};

export const typeOf = (type: string): string =>
  types[type] ?? (type === 'parley.ping' ? 'Test' : type);
