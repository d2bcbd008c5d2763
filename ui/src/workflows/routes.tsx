import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../frame/routes';
import { readSearch } from './filter';

const workflowsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/workflows',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./WorkflowsPage'), 'WorkflowsPage'),
});

export const workflowRoutes = [workflowsRoute] as const;
