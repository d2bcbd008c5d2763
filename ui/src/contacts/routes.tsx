import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type CatalogueSearch, readSearch } from '../catalogues/search';
import { shellRoute } from '../frame/routes';

type ContactsTab = 'contacts' | 'segments';

interface ContactsSearch extends CatalogueSearch {
  tab?: ContactsTab;
}

const contactsPage = createRoute({
  getParentRoute: () => shellRoute,
  path: '/contacts',
  validateSearch: (search): ContactsSearch => ({
    ...readSearch(search),
    ...(search.tab === 'segments' && { tab: 'segments' as const }),
  }),
  component: lazyRouteComponent(() => import('./ContactsPage'), 'ContactsPage'),
});

export const contactRoutes = [contactsPage] as const;
