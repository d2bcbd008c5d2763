import { Alert, Stack, Switch, Text } from '@mantine/core';
import { NumberField } from '../../parts/NumberField';
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
          <NumberField
            label="Confidence needed"
            description="Labels with a lower confidence are not added. Leave it empty to use the workspace's setting."
            rightSection={
              <Text size="sm" c="dimmed">
                %
              </Text>
            }
            whole
            min={0}
            max={100}
            value={percentOf(config.threshold)}
            onChange={(percent) =>
              change({ threshold: percent === undefined ? undefined : percent / 100 })
            }
            // Not possible, so that nothing is published that is not what was written.
            onWrong={() => change({ threshold: -1 })}
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

function percentOf(threshold: number | undefined): number | undefined {
  return threshold === undefined || threshold < 0 ? undefined : Math.round(threshold * 100);
}
