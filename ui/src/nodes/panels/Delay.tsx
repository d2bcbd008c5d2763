import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { kinds } from '../../generated/kinds';
import { NumberField } from '../../parts/NumberField';
import { type DelayUnit, type Duration, wholeDelay } from '../delay';
import { usePanel } from '../panel';
import type { PanelProps } from '../view';

const { amount: amountFacts, unit: unitFacts } = kinds.delay.settings;

/** The presets, in the order of the menu. */
const PRESETS: [string, Duration][] = [
  ['5 min', { amount: 5, unit: 'minutes' }],
  ['15 min', { amount: 15, unit: 'minutes' }],
  ['30 min', { amount: 30, unit: 'minutes' }],
  ['1 hour', { amount: 1, unit: 'hours' }],
  ['2 hours', { amount: 2, unit: 'hours' }],
  ['24 hours', { amount: 24, unit: 'hours' }],
  ['1 day', { amount: 1, unit: 'days' }],
  ['3 days', { amount: 3, unit: 'days' }],
];

interface Typed {
  amount: number | undefined;
  unit: DelayUnit;
}

export function DelayPanel({ config, change }: PanelProps<'delay'>) {
  const { problemAt } = usePanel();
  // While the user types, the field shows 1.5 hours; 90 minutes is stored.
  const [typed, setTyped] = useState<Typed>();
  const { amount, unit } = typed ?? {
    amount: config.amount === 0 ? undefined : config.amount,
    unit: config.unit,
  };
  const [fault, setFault] = useState<string>();
  const [isWrong, setWrong] = useState(false);
  const [presets, setPresets] = useState(0);
  // What was typed is forgotten when the setting changes otherwise, as by Undo.
  const sent = useRef(config);
  if (config.amount !== sent.current.amount || config.unit !== sent.current.unit) {
    sent.current = config;
    setTyped(undefined);
    setFault(undefined);
    setWrong(false);
    setPresets(presets + 1);
  }
  const send = (next: Duration) => {
    sent.current = next;
    change(next);
  };
  const take = (next: Typed) => {
    setTyped(next);
    setWrong(false);
    if (next.amount === undefined) {
      setFault(undefined);
      send({ amount: 0, unit: next.unit });
      return;
    }
    const kept = wholeDelay(next.amount, next.unit);
    setFault(kept ? undefined : 'Choose whole minutes, at least one.');
    send(kept ?? { amount: 0, unit: next.unit });
  };
  return (
    <Stack gap="sm">
      <Group align="start" grow gap="xs">
        <NumberField
          // What was written and is no number goes when a preset is chosen.
          key={presets}
          label={amountFacts.label}
          value={amount}
          onChange={(next) => take({ amount: next, unit })}
          onWrong={() => {
            setTyped({ amount, unit });
            setWrong(true);
            setFault(undefined);
            send({ amount: 0, unit });
          }}
          onBlur={() => !isWrong && fault === undefined && setTyped(undefined)}
          error={fault ?? problemAt('/amount')}
        />
        <Select
          label={unitFacts.label}
          allowDeselect={false}
          data={unitFacts.choices ?? []}
          value={unit}
          onChange={(next) => {
            if (next && isWrong) {
              setTyped({ amount, unit: next as DelayUnit });
            } else if (next) {
              take({ amount, unit: next as DelayUnit });
              setTyped(undefined);
            }
          }}
        />
      </Group>
      <div>
        <Text size="sm" fw={600} mb={4} id="delay-presets">
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
                onClick={() => {
                  setTyped(undefined);
                  setFault(undefined);
                  setWrong(false);
                  setPresets(presets + 1);
                  send(preset);
                }}
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
