import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../frame/routes';
import { readSearch } from './search';

const inbox = createRoute({
  getParentRoute: () => shellRoute,
  path: '/inbox',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./InboxPage'), 'InboxPage'),
});

const none = createRoute({
  getParentRoute: () => inbox,
  path: '/',
  component: lazyRouteComponent(() => import('./InboxPage'), 'NoneChosen'),
});

const one = createRoute({
  getParentRoute: () => inbox,
  path: '$conversationId',
  component: lazyRouteComponent(() => import('./ConversationPage'), 'ConversationPage'),
});

export const inboxRoutes = [inbox.addChildren([none, one])] as const;
