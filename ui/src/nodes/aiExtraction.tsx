import { Alert, Stack, Switch } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { ManyField } from './fields/pickers';
import { usePanel } from './panel';
import type { KindView, PanelProps } from './view';
import { listed } from './words';

function Panel({ config, change }: PanelProps<'aiExtraction'>) {
  const { problemAt } = usePanel();
  const problem = problemAt('');
  return (
    <Stack gap="sm">
      <Switch
        label="Labels"
        description="Add the existing labels that fit"
        checked={config.labels}
        onChange={(event) => change({ labels: event.currentTarget.checked })}
      />
      <Switch
        label="Sentiment"
        description="Tell whether the customer is positive, neutral or negative"
        checked={config.sentiment}
        onChange={(event) => change({ sentiment: event.currentTarget.checked })}
      />
      <ManyField
        label="Custom fields"
        placeholder="Choose fields to fill"
        catalogue="fields"
        pointer="/fields"
        value={config.fields}
        onChange={(fields) => change({ fields })}
      />
      {problem && (
        <Alert color="red" variant="outline">
          {problem}
        </Alert>
      )}
    </Stack>
  );
}

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
  Panel,
  outputs: ['sentiment', 'labels', 'fields'],
  sampleReply: () => ({ labels: [], fields: {}, sentiment: 'neutral' }),
};
