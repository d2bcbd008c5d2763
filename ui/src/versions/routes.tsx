import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../frame/routes';
import { readSearch } from './search';

const versionsPage = createRoute({
  getParentRoute: () => shellRoute,
  path: '/workflows/$workflowId/versions',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./VersionsPage'), 'VersionsPage'),
});

export const versionRoutes = [versionsPage] as const;
