import { IconSparkles } from '@tabler/icons-react';
import type { KindView } from './view';
import { listed } from './words';

export const aiExtraction: KindView<'aiExtraction'> = {
  title: 'AI Extraction',
  category: 'Actions',
  group: 'AI-powered',
  help: 'Automatically extract labels, custom fields and sentiment from the conversation.',
  keywords: 'sentiment classify detect',
  icon: IconSparkles,
  colour: 'pink',
  defaults: () => ({ labels: true, fields: [], sentiment: true }),
  summary: ({ labels, fields, sentiment }, names) => {
    const parts = [
      ...(labels ? ['labels'] : []),
      ...fields.map((id) => names.field(id) ?? '…'),
      ...(sentiment ? ['sentiment'] : []),
    ];
    return parts.length > 0 ? `Extract ${listed(parts)}` : 'Choose what to extract';
  },
  outputs: ['sentiment', 'labels', 'fields'],
  sampleReply: () => ({ labels: [], fields: {}, sentiment: 'neutral' }),
};
