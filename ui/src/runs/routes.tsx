import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../frame/routes';
import { readSearch } from './filter';

export interface RunSearch {
  /** The step that is open. */
  step?: string;
  /** The path when absent. */
  tab?: 'log';
  /** A line of the log that a link leads to. */
  line?: string;
}

const allRuns = createRoute({
  getParentRoute: () => shellRoute,
  path: '/runs',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./RunsPage'), 'RunsPage'),
});

const runsOfWorkflow = createRoute({
  getParentRoute: () => shellRoute,
  path: '/workflows/$workflowId/runs',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./WorkflowRunsPage'), 'WorkflowRunsPage'),
});

const oneRun = createRoute({
  getParentRoute: () => shellRoute,
  path: '/runs/$executionId',
  validateSearch: ({ step, tab, line }): RunSearch => ({
    ...(step === undefined ? {} : { step: String(step) }),
    ...(tab === 'log' ? { tab } : {}),
    ...(line === undefined ? {} : { line: String(line) }),
  }),
  component: lazyRouteComponent(() => import('./RunPage'), 'RunPage'),
});

export const runRoutes = [allRuns, runsOfWorkflow, oneRun] as const;
