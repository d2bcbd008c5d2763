import { Alert, NumberInput, Stack, Switch } from '@mantine/core';
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
      {config.labels && (
        <>
          <ManyField
            label="Allowed labels"
            placeholder="All labels"
            catalogue="labels"
            pointer="/allowedLabels"
            value={config.allowedLabels ?? []}
            onChange={(allowed) =>
              change({ allowedLabels: allowed.length > 0 ? allowed : undefined })
            }
          />
          <NumberInput
            label="Confidence needed"
            description="A label that fits less well is not added. Leave it empty for the workspace's setting."
            suffix=" %"
            min={0}
            max={100}
            allowDecimal={false}
            value={config.threshold === undefined ? '' : Math.round(config.threshold * 100)}
            onChange={(percent) =>
              change({ threshold: percent === '' ? undefined : Number(percent) / 100 })
            }
            error={problemAt('/threshold')}
          />
        </>
      )}
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
