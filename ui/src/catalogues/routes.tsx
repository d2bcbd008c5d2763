import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../frame/routes';
import { readSearch } from './search';

const labelsPage = createRoute({
  getParentRoute: () => shellRoute,
  path: '/labels',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./LabelsPage'), 'LabelsPage'),
});

const personasPage = createRoute({
  getParentRoute: () => shellRoute,
  path: '/ai-agents',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./PersonasPage'), 'PersonasPage'),
});

export const catalogueRoutes = [labelsPage, personasPage] as const;
