import type { Execution } from '../api/types';
import type { RunOverlay } from '../canvas/state';
import { formatSoon } from '../parts/Time';
import { statusOf } from './live';
import { strings } from './strings';

/** Returns the steps of a run by node, to draw them on its graph. */
export function overlayOf(run: Execution): RunOverlay {
  const overlay: RunOverlay = {};
  for (const step of run.steps ?? []) {
    overlay[step.nodeId] = {
      status: statusOf(step),
      attempt: step.attempt,
      handle: step.handle,
      note:
        step.status === 'waiting' && step.resumeAt
          ? strings.until(formatSoon(step.resumeAt, Date.now()))
          : undefined,
    };
  }
  return overlay;
}
