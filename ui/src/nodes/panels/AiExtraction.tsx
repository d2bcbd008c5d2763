import { Alert, Stack, Text } from '@mantine/core';
import { kinds } from '../../generated/kinds';
import { NumberField } from '../../parts/NumberField';
import { usePanel } from '../panel';
import type { PanelProps } from '../view';
import { SettingField } from './SettingField';

export function AiExtractionPanel(props: PanelProps<'aiExtraction'>) {
  const { problemAt } = usePanel();
  const problem = problemAt('');
  return (
    <Stack gap="sm">
      <SettingField {...props} name="labels" />
      <SettingField {...props} name="allowedLabels" />
      {props.config.labels && <Threshold {...props} />}
      <SettingField {...props} name="sentiment" />
      <SettingField {...props} name="fields" />
      {problem && (
        <Alert color="red" variant="outline">
          {problem}
        </Alert>
      )}
    </Stack>
  );
}

/** A confidence, asked for in percent. */
function Threshold({ config, change }: PanelProps<'aiExtraction'>) {
  const { problemAt } = usePanel();
  const { label, help } = kinds.aiExtraction.settings.threshold;
  return (
    <NumberField
      label={label}
      description={help}
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
  );
}

function percentOf(threshold: number | undefined): number | undefined {
  return threshold === undefined || threshold < 0 ? undefined : Math.round(threshold * 100);
}
