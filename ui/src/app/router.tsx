import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { catalogueRoutes } from '../catalogues/routes';
import { contactRoutes } from '../contacts/routes';
import { editorRoutes } from '../editor/routes';
import { Failed, NotFound } from '../frame/Failed';
import { rootRoute, shellRoute } from '../frame/routes';
import { inboxRoutes } from '../inbox/routes';
import { choosePasswordRoute, peopleRoutes } from '../people/routes';
import { runRoutes } from '../runs/routes';
import { settingsRoutes } from '../settings/routes';
import { skillRoutes } from '../skills/routes';
import { versionRoutes } from '../versions/routes';
import { workflowRoutes } from '../workflows/routes';
import { Shell } from './Shell';
import { signInRoute } from './signInRoute';

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/workflows', replace: true });
  },
});

/** Every other address, so that a mistyped one still shows the navigation. */
const nowhere = createRoute({
  getParentRoute: () => shellRoute,
  path: '$',
  component: () => <NotFound />,
});

shellRoute.update({ component: Shell });

// Each room lists its own pages; a new room is one line here.
const routes = rootRoute.addChildren([
  home,
  signInRoute,
  choosePasswordRoute,
  shellRoute.addChildren([
    ...workflowRoutes,
    ...editorRoutes,
    ...versionRoutes,
    ...runRoutes,
    ...inboxRoutes,
    ...catalogueRoutes,
    ...contactRoutes,
    ...skillRoutes,
    ...settingsRoutes,
    ...peopleRoutes,
    nowhere,
  ]),
]);

export function createDashboardRouter(queries: QueryClient) {
  return createRouter({
    routeTree: routes,
    context: { queries },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: Failed,
    defaultNotFoundComponent: () => <NotFound />,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createDashboardRouter>;
  }
}
