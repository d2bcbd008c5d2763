import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type CatalogueSearch, readSearch } from '../catalogues/search';
import { shellRoute } from '../frame/routes';
import { type AuditSearch, readAudit } from './auditSearch';
import { type SettingsTab, tabs } from './tabs';

/** These have a list that can be searched. */
const catalogues = new Set<SettingsTab>(['users', 'fields', 'channels', 'webhooks']);

interface SettingsSearch extends CatalogueSearch, AuditSearch {
  tab?: SettingsTab;
}

const settingsPage = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  validateSearch: (search): SettingsSearch => {
    const tab = tabs.find((known) => known === search.tab);
    if (tab === 'audit') {
      return { tab, ...readAudit(search) };
    }
    return tab ? { tab, ...(catalogues.has(tab) ? readSearch(search) : {}) } : {};
  },
  component: lazyRouteComponent(() => import('./SettingsPage'), 'SettingsPage'),
});

export const settingsRoutes = [settingsPage] as const;
