import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../app/shellRoute';

const runsPage = createRoute({
  getParentRoute: () => shellRoute,
  path: '/runs',
  component: lazyRouteComponent(() => import('./RunsPage'), 'RunsPage'),
});

export const runRoutes = [runsPage] as const;
