import { IconMessage } from '@tabler/icons-react';
import { TemplateField } from './fields/TemplateField';
import type { KindView, PanelProps } from './view';
import { shortened } from './words';

function Panel({ config, change }: PanelProps<'sendMessage'>) {
  return (
    <TemplateField
      label="Message"
      pointer="/text"
      value={config.text}
      onChange={(text) => change({ text })}
      placeholder="Thanks for reaching out! We'll be with you shortly."
      rows={5}
      required
    />
  );
}

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
  Panel,
};
