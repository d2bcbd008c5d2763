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
  const delay = useDelay(config, change);
  const { amount, unit } = delay;
  return (
    <Stack gap="sm">
      <Group align="start" grow gap="xs">
        <NumberField
          // Text that is not a number disappears when a preset is chosen.
          key={delay.resets}
          label={amountFacts.label}
          value={amount}
          onChange={(next) => delay.take({ amount: next, unit })}
          onWrong={delay.refuse}
          onBlur={delay.settle}
          error={delay.fault ?? problemAt('/amount')}
        />
        <Select
          label={unitFacts.label}
          allowDeselect={false}
          data={unitFacts.choices ?? []}
          value={unit}
          onChange={(next) => next && delay.takeUnit(next as DelayUnit)}
        />
      </Group>
      <Presets config={config} choose={delay.choose} />
    </Stack>
  );
}

function Presets({ config, choose }: { config: Duration; choose: (preset: Duration) => void }) {
  return (
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
              onClick={() => choose(preset)}
            >
              {title}
            </Button>
          );
        })}
      </Group>
    </div>
  );
}

/** Keeps the amount as typed, such as 1.5 hours, while 90 minutes is stored. */
function useDelay(config: Duration, change: (next: Duration) => void) {
  const [typed, setTyped] = useState<Typed>();
  const { amount, unit } = typed ?? {
    amount: config.amount === 0 ? undefined : config.amount,
    unit: config.unit,
  };
  const [fault, setFault] = useState<string>();
  const [isWrong, setWrong] = useState(false);
  const [resets, setResets] = useState(0);
  const sent = useRef<Duration>(config);
  const reset = () => {
    setTyped(undefined);
    setFault(undefined);
    setWrong(false);
    setResets(resets + 1);
  };
  // What was typed is forgotten when the setting changes otherwise, as by Undo.
  if (config.amount !== sent.current.amount || config.unit !== sent.current.unit) {
    sent.current = config;
    reset();
  }
  const send = (next: Duration) => {
    sent.current = next;
    change(next);
  };
  const take = (next: Typed) => {
    setTyped(next);
    setWrong(false);
    const kept = next.amount === undefined ? undefined : wholeDelay(next.amount, next.unit);
    const isEmptyOrWhole = next.amount === undefined || kept;
    setFault(isEmptyOrWhole ? undefined : 'Choose whole minutes, at least one.');
    send(kept ?? { amount: 0, unit: next.unit });
  };
  return {
    amount,
    unit,
    fault,
    resets,
    take,
    takeUnit: (next: DelayUnit) => {
      if (isWrong) {
        setTyped({ amount, unit: next });
      } else {
        take({ amount, unit: next });
        setTyped(undefined);
      }
    },
    /** Takes note that the text is not a number. */
    refuse: () => {
      setTyped({ amount, unit });
      setWrong(true);
      setFault(undefined);
      send({ amount: 0, unit });
    },
    settle: () => !isWrong && fault === undefined && setTyped(undefined),
    choose: (preset: Duration) => {
      reset();
      send(preset);
    },
  };
}
