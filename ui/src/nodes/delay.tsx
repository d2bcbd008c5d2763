import { IconClock } from '@tabler/icons-react';
import type { Configs, DelayUnit } from '../graph/graph';
import type { KindView } from './view';

const MINUTES: Record<DelayUnit, number> = { minutes: 1, hours: 60, days: 24 * 60 };

/**
 * A delay as it is kept, in whole units: 1.5 hours are 90 minutes, 1.5 days are 36 hours. Undefined
 * when it is no number of whole minutes.
 */
export function wholeDelay(amount: number, unit: DelayUnit): Configs['delay'] | undefined {
  if (Number.isInteger(amount)) {
    return amount >= 1 ? { amount, unit } : undefined;
  }
  // 0.1 hours are 6 minutes, also to a computer.
  const minutes = Math.round(amount * MINUTES[unit] * 1e6) / 1e6;
  if (!Number.isInteger(minutes) || minutes < 1) {
    return undefined;
  }
  return unit === 'days' && minutes % 60 === 0
    ? { amount: minutes / 60, unit: 'hours' }
    : { amount: minutes, unit: 'minutes' };
}

const SINGULAR: Record<DelayUnit, string> = { minutes: 'minute', hours: 'hour', days: 'day' };

export const delay: KindView<'delay'> = {
  title: 'Delay',
  category: 'Flow Control',
  help: 'Pause the workflow for a while before it continues with the next step.',
  keywords: 'wait pause timer later',
  icon: IconClock,
  colour: 'cyan',
  defaults: () => ({ amount: 1, unit: 'hours' }),
  summary: ({ amount, unit }) =>
    amount > 0
      ? `Wait ${amount} ${amount === 1 ? SINGULAR[unit] : unit}`
      : 'Choose how long to wait',
};
