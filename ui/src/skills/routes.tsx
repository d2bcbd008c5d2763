import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readSearch } from '../catalogues/search';
import { shellRoute } from '../frame/routes';

const skillSetsPage = createRoute({
  getParentRoute: () => shellRoute,
  path: '/skill-sets',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./SkillSetsPage'), 'SkillSetsPage'),
});

export const skillRoutes = [skillSetsPage] as const;
