import type { InfiniteData } from '@tanstack/react-query';
import type { Execution, Page, Step } from '../api/types';
import type { ShownStatus } from '../parts/words';

export type RunPages = InfiniteData<Page<Execution>, unknown>;

/** The list with this run as it is now; the same list when it is not among those shown. */
export function withChanged(list: RunPages, run: Execution): RunPages {
  if (!list.pages.some((page) => page.items.some((shown) => shown.id === run.id))) {
    return list;
  }
  const pages = list.pages.map((page) => ({
    ...page,
    items: page.items.map((shown) => (shown.id === run.id ? { ...shown, ...run } : shown)),
  }));
  return { ...list, pages };
}

/** The list with these runs on top, the newest first. Ids are in order of time. */
export function withNew(list: RunPages, runs: Execution[]): RunPages {
  const known = new Set(list.pages.flatMap((page) => page.items.map((run) => run.id)));
  const fresh = runs.filter((run) => !known.has(run.id)).sort((a, b) => (a.id < b.id ? 1 : -1));
  const [first, ...others] = list.pages;
  return first && fresh.length > 0
    ? { ...list, pages: [{ ...first, items: [...fresh, ...first.items] }, ...others] }
    : list;
}

/** Newer than all that are shown: not merely a run of a page that was not fetched yet. */
export function isNew(list: RunPages, run: Execution): boolean {
  const newest = list.pages[0]?.items[0];
  return newest === undefined || run.id > newest.id;
}

/** The run with this step as it is now. */
export function withStep(run: Execution, step: Step): Execution {
  const steps = run.steps ?? [];
  const known = steps.some((shown) => shown.nodeId === step.nodeId);
  return {
    ...run,
    steps: known
      ? steps.map((shown) => (shown.nodeId === step.nodeId ? step : shown))
      : [...steps, step],
  };
}

/** A delay that a test passed at once has waited for nothing. */
export const statusOf = (step: Step): ShownStatus =>
  step.status === 'completed' &&
  (step.output as { skipped?: boolean } | undefined)?.skipped === true
    ? 'skipped'
    : step.status;

export const isOpen = (run: Pick<Execution, 'status'>): boolean =>
  run.status === 'pending' || run.status === 'running';

/** Returns the duration of a run so far, in milliseconds; undefined before it starts. */
export function durationOf(
  run: Pick<Execution, 'startedAt' | 'completedAt' | 'status'>,
  now: number,
): number | undefined {
  if (!run.startedAt) {
    return undefined;
  }
  const end = run.completedAt ? new Date(run.completedAt).getTime() : now;
  return Math.max(0, end - new Date(run.startedAt).getTime());
}
