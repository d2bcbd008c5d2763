import type { Configs } from '../api/kinds';

export type Duration = Configs['delay'];
export type DelayUnit = Duration['unit'];

const MINUTES: Record<DelayUnit, number> = { minutes: 1, hours: 60, days: 24 * 60 };

/**
 * A delay as it is kept, in whole units: 1.5 hours are 90 minutes, 1.5 days are 36 hours. Undefined
 * when it is no number of whole minutes.
 */
export function wholeDelay(amount: number, unit: DelayUnit): Duration | undefined {
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

/** "1 hour", "2 hours" */
export const inUnits = ({ amount, unit }: Duration): string =>
  `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
