import { IconClock } from '@tabler/icons-react';
import type { DelayUnit } from '../graph/graph';
import type { KindView } from './view';

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
