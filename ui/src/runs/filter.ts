import { asksForStep, type RunFilter } from '../api/runs';
import type { Execution, ExecutionMode, ExecutionStatus } from '../api/types';
import { executionModes, executionStatuses } from '../parts/words';
import { strings } from './strings';

/** The status of a run, refined by the step at which it stands. */
export type RunState = ExecutionStatus | 'waiting' | 'retrying';

/** The search parameters of the page. */
export interface RunSearch {
  status?: RunState;
  mode?: ExecutionMode;
  conversation?: string;
  /** The name of the step at which runs wait, are tried again or have failed. */
  step?: string;
  /** Days, as they are written in the address: 2026-11-24. */
  from?: string;
  to?: string;
  view?: 'not-started';
}

export const runStates: Record<RunState, string> = {
  pending: executionStatuses.pending,
  running: executionStatuses.running,
  waiting: strings.waiting,
  retrying: strings.beingRetried,
  completed: executionStatuses.completed,
  failed: executionStatuses.failed,
  cancelled: executionStatuses.cancelled,
};

const oneOf = <T extends string>(value: unknown, choices: Record<T, unknown>): T | undefined =>
  typeof value === 'string' && value in choices ? (value as T) : undefined;

const day = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined;

/** Reads the search parameters of an address and leaves out those that are invalid. */
export function readSearch(given: Record<string, unknown>): RunSearch {
  const search: RunSearch = {
    status: oneOf(given.status, runStates),
    mode: oneOf(given.mode, executionModes),
    conversation: text(given.conversation),
    step: text(given.step),
    from: day(given.from),
    to: day(given.to),
    view: given.view === 'not-started' ? 'not-started' : undefined,
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

export const isFiltered = (search: RunSearch): boolean =>
  [search.status, search.mode, search.conversation, search.step, search.from, search.to].some(
    Boolean,
  );

/** Returns the filter for the search parameters. Both days are inclusive, in the time zone of the user. */
export function filterOf(search: RunSearch, workflowId: string | undefined): RunFilter {
  const { status } = search;
  const isOfStep = status === 'waiting' || status === 'retrying';
  return {
    workflowId,
    status: isOfStep ? undefined : status,
    stepStatus: isOfStep ? status : undefined,
    node: search.step,
    mode: search.mode,
    conversationId: search.conversation,
    from: search.from && new Date(`${search.from}T00:00:00`).toISOString(),
    to: search.to && dayAfter(search.to).toISOString(),
  };
}

function dayAfter(date: string): Date {
  const next = new Date(`${date}T00:00:00`);
  next.setDate(next.getDate() + 1);
  return next;
}

/**
 * Returns true if a run belongs to the list of a filter. Updates do not include the current step, so
 * a list that depends on it is loaded again instead.
 */
export function matches(filter: RunFilter, run: Execution): boolean {
  return (
    !asksForStep(filter) &&
    (!filter.workflowId || run.workflowId === filter.workflowId) &&
    (!filter.status || run.status === filter.status) &&
    (!filter.mode || run.mode === filter.mode) &&
    (!filter.conversationId || run.conversationId === filter.conversationId) &&
    (!filter.from || run.createdAt >= filter.from) &&
    (!filter.to || run.createdAt < filter.to)
  );
}
