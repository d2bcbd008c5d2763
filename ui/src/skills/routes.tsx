import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../app/shellRoute';
import { readSearch } from '../catalogues/search';

const skillSetsPage = createRoute({
  getParentRoute: () => shellRoute,
  path: '/skill-sets',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./SkillSetsPage'), 'SkillSetsPage'),
});

export const skillRoutes = [skillSetsPage] as const;
