import { IconMessage } from '@tabler/icons-react';
import type { KindView } from './view';
import { shortened } from './words';

export const sendMessage: KindView<'sendMessage'> = {
  title: 'Send Message',
  category: 'Actions',
  group: 'Messaging',
  help: 'Send an automated message in the conversation.',
  keywords: 'text reply answer write say',
  icon: IconMessage,
  colour: 'blue',
  defaults: () => ({ text: '' }),
  summary: ({ text }) => (text.trim() ? `“${shortened(text)}”` : 'Write the message to send'),
};
