import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workflowQuery } from '../api/workflows';
import { shellRoute } from '../frame/routes';
import { workingCopyQuery } from './document/workingCopy';

const editorPage = createRoute({
  getParentRoute: () => shellRoute,
  path: '/workflows/$workflowId',
  // Only started here, in parallel with the code of the page; the page waits for it if it must.
  loader: ({ context: { queries }, params: { workflowId } }) => {
    void queries.prefetchQuery(workflowQuery(workflowId));
    void queries.prefetchQuery(workingCopyQuery(workflowId));
  },
  // The node to select, where a link leads to one.
  validateSearch: (search): { node?: string } =>
    search.node === undefined ? {} : { node: String(search.node) },
  component: lazyRouteComponent(() => import('./EditorPage'), 'EditorPage'),
});

export const editorRoutes = [editorPage] as const;
