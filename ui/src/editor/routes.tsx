import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../app/shellRoute';

const editorPage = createRoute({
  getParentRoute: () => shellRoute,
  path: '/workflows/$workflowId',
  component: lazyRouteComponent(() => import('./EditorPage'), 'EditorPage'),
});

export const editorRoutes = [editorPage] as const;
