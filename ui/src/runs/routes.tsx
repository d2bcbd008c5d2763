import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../app/shellRoute';
import { readSearch } from './filter';

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
  validateSearch: (search): { step?: string } =>
    typeof search.step === 'string' ? { step: search.step } : {},
  component: lazyRouteComponent(() => import('./RunPage'), 'RunPage'),
});

export const runRoutes = [allRuns, runsOfWorkflow, oneRun] as const;
