import type { WorkflowStatus } from '../api/types';
import { sorts, type WorkflowFilter, type WorkflowSort } from '../api/workflows';
import { workflowStatuses } from '../parts/words';

/** The search parameters of the page; absent ones have their default. */
export interface WorkflowSearch {
  /** Without one, all but the archived ones; with 'all', those too. */
  status?: WorkflowStatus | 'all';
  search?: string;
  sort?: WorkflowSort;
  order?: 'asc' | 'desc';
}

const isStatus = (value: unknown): value is WorkflowStatus =>
  typeof value === 'string' && value in workflowStatuses;

const isShown = (value: unknown): value is WorkflowStatus | 'all' =>
  value === 'all' || isStatus(value);

const isSort = (value: unknown): value is WorkflowSort => sorts.some((sort) => sort === value);

/** Reads the search parameters of an address and leaves out those that are invalid. */
export function readSearch(given: Record<string, unknown>): WorkflowSearch {
  return {
    ...(isShown(given.status) && { status: given.status }),
    // A number in an address is read as one.
    ...(['string', 'number'].includes(typeof given.search) &&
      given.search !== '' && { search: String(given.search) }),
    ...(isSort(given.sort) && { sort: given.sort }),
    ...((given.order === 'asc' || given.order === 'desc') && { order: given.order }),
  };
}

/** Text begins with A, numbers and times with the greatest. */
const usualOrder = (sort: WorkflowSort): 'asc' | 'desc' =>
  ['versions', 'executions', 'updatedAt'].includes(sort) ? 'desc' : 'asc';

export function filterOf(search: WorkflowSearch): WorkflowFilter {
  const sort = search.sort ?? 'updatedAt';
  const { status, ...rest } = search;
  return {
    ...rest,
    ...(status === 'all' ? { archived: 'all' } : status && { status }),
    sort,
    order: search.order ?? usualOrder(sort),
  };
}

/** The sorting after a click on this column's head. */
export function sortedBy(search: WorkflowSearch, sort: WorkflowSort): WorkflowSearch {
  const now = filterOf(search);
  const order = now.sort === sort ? (now.order === 'asc' ? 'desc' : 'asc') : usualOrder(sort);
  return { ...search, sort, order };
}
