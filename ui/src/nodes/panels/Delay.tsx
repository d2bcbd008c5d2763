import { Button, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import type { Configs, DelayUnit } from '../../graph/graph';
import { usePanel } from '../panel';
import type { PanelProps } from '../view';

const UNITS = [
  { value: 'minutes', label: 'Minutes' },
  { value: 'hours', label: 'Hours' },
  { value: 'days', label: 'Days' },
];

/** The guide's, in its order. */
const PRESETS: [string, Configs['delay']][] = [
  ['5 min', { amount: 5, unit: 'minutes' }],
  ['15 min', { amount: 15, unit: 'minutes' }],
  ['30 min', { amount: 30, unit: 'minutes' }],
  ['1 hour', { amount: 1, unit: 'hours' }],
  ['2 hours', { amount: 2, unit: 'hours' }],
  ['24 hours', { amount: 24, unit: 'hours' }],
  ['1 day', { amount: 1, unit: 'days' }],
  ['3 days', { amount: 3, unit: 'days' }],
];

export function DelayPanel({ config, change }: PanelProps<'delay'>) {
  const { problemAt } = usePanel();
  return (
    <Stack gap="sm">
      <Group align="start" grow gap="xs">
        <NumberInput
          label="Duration"
          min={1}
          allowDecimal={false}
          allowNegative={false}
          value={config.amount === 0 ? '' : config.amount}
          onChange={(amount) => change({ amount: Number(amount) || 0 })}
          error={problemAt('/amount')}
        />
        <Select
          label="Time unit"
          allowDeselect={false}
          data={UNITS}
          value={config.unit}
          onChange={(unit) => unit && change({ unit: unit as DelayUnit })}
        />
      </Group>
      <div>
        <Text size="sm" fw={500} mb={4} id="delay-presets">
          Quick presets
        </Text>
        <Group gap={6} role="group" aria-labelledby="delay-presets">
          {PRESETS.map(([title, preset]) => {
            const chosen = preset.amount === config.amount && preset.unit === config.unit;
            return (
              <Button
                key={title}
                size="compact-sm"
                variant={chosen ? 'filled' : 'default'}
                aria-pressed={chosen}
                onClick={() => change(preset)}
              >
                {title}
              </Button>
            );
          })}
        </Group>
      </div>
    </Stack>
  );
}
