import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../app/shellRoute';

export interface VersionSearch {
  /** The version shown; the newest when absent. */
  version?: number;
  /** What it is compared with. */
  compare?: number | 'copy';
}

const whole = (value: unknown): number | undefined =>
  Number.isInteger(Number(value)) && Number(value) > 0 ? Number(value) : undefined;

const versionsPage = createRoute({
  getParentRoute: () => shellRoute,
  path: '/workflows/$workflowId/versions',
  validateSearch: (search): VersionSearch => {
    const version = whole(search.version);
    const compare = search.compare === 'copy' ? 'copy' : whole(search.compare);
    return { ...(version ? { version } : {}), ...(compare ? { compare } : {}) };
  },
  component: lazyRouteComponent(() => import('./VersionsPage'), 'VersionsPage'),
});

export const versionRoutes = [versionsPage] as const;
