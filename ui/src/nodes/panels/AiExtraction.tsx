import { Alert, Stack, Switch } from '@mantine/core';
import { ManyField } from '../fields/pickers';
import { usePanel } from '../panel';
import type { PanelProps } from '../view';

export function AiExtractionPanel({ config, change }: PanelProps<'aiExtraction'>) {
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
