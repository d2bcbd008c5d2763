import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute } from '@tanstack/react-router';
import { Failed, NotFound } from './Failed';

export const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()({
  notFoundComponent: () => <NotFound />,
  errorComponent: Failed,
});

/** Parent of every page for signed-in users. The router gives it the shell as its component. */
export const shellRoute = createRoute({ getParentRoute: () => rootRoute, id: 'shell' });
