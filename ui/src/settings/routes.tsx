import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../app/shellRoute';

export const tabs = ['secrets', 'appearance'] as const;
export type SettingsTab = (typeof tabs)[number];

const settingsPage = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  validateSearch: (search): { tab?: SettingsTab } => {
    const tab = tabs.find((known) => known === search.tab);
    return tab ? { tab } : {};
  },
  component: lazyRouteComponent(() => import('./SettingsPage'), 'SettingsPage'),
});

export const settingsRoutes = [settingsPage] as const;
