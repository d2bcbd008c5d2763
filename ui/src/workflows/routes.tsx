import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../app/shellRoute';

const workflowsPage = createRoute({
  getParentRoute: () => shellRoute,
  path: '/workflows',
  component: lazyRouteComponent(() => import('./WorkflowsPage'), 'WorkflowsPage'),
});

export const workflowRoutes = [workflowsPage] as const;
