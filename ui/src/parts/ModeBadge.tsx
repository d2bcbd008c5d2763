import { IconBroadcast, IconFlask, IconHandFinger } from '@tabler/icons-react';
import type { ExecutionMode } from '../api/types';
import classes from './StatusBadge.module.css';
import { executionModes } from './words';

const signs = { production: IconBroadcast, test: IconFlask, manual: IconHandFinger };

/** The mode of a run. Test runs stand out, so that they are not taken for real ones. */
export function ModeBadge({ mode }: { mode: ExecutionMode }) {
  const Sign = signs[mode];
  return (
    <span className={classes.badge} data-tone={mode === 'test' ? 'test' : 'plain'}>
      <Sign size={13} stroke={2.2} aria-hidden />
      {executionModes[mode]}
    </span>
  );
}
