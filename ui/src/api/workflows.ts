import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { Graph, Page, Schemas, Workflow, WorkflowStatus } from './types';

export const sorts = ['name', 'trigger', 'status', 'versions', 'executions', 'updatedAt'] as const;
export type WorkflowSort = (typeof sorts)[number];

export interface WorkflowFilter {
  status?: WorkflowStatus;
  /** Archived ones are left out unless the status or this asks for them. */
  archived?: 'all';
  search?: string;
  sort: WorkflowSort;
  order: 'asc' | 'desc';
}

const PAGE = 100;

export const workflowsQuery = (filter: WorkflowFilter) =>
  infiniteQueryOptions({
    queryKey: ['workflows', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      answer<Page<Workflow>>(
        client.GET('/workflows', {
          params: { query: { ...filter, limit: PAGE, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (previous) => previous,
  });

/** The first few workflows with this in their name, the ones changed last first. */
export const workflowsNamed = (search: string) =>
  queryOptions({
    queryKey: ['workflows', 'named', search],
    queryFn: ({ signal }) =>
      answer<Page<Workflow>>(
        client.GET('/workflows', {
          params: {
            query: {
              ...(search && { search }),
              sort: 'updatedAt' as const,
              order: 'desc' as const,
              limit: 12,
            },
          },
          signal,
        }),
      ),
  });

export const workflowQuery = (id: string) =>
  queryOptions({
    queryKey: ['workflows', 'one', id],
    queryFn: () => answer<Workflow>(client.GET('/workflows/{id}', { params: { path: { id } } })),
  });

export const createWorkflow = (naming: { name: string; description: string }) =>
  answer<Workflow>(client.POST('/workflows', { body: naming }));

/** Keeps a graph as the unsaved state of a workflow. */
export const keepWorkingCopy = (id: string, graph: Graph) =>
  answer<unknown>(
    client.PUT('/workflows/{id}/working-copy', { params: { path: { id } }, body: { graph } }),
  );

export const renameWorkflow = (id: string, naming: { name: string; description: string }) =>
  answer<Workflow>(client.PATCH('/workflows/{id}', { params: { path: { id } }, body: naming }));

export const duplicateWorkflow = (id: string) =>
  answer<Workflow>(client.POST('/workflows/{id}/duplicate', { params: { path: { id } } }));

export const deleteWorkflow = (id: string) =>
  answer<void>(client.DELETE('/workflows/{id}', { params: { path: { id } } }));

export const exportWorkflow = (id: string) =>
  answer<Record<string, unknown>>(
    client.GET('/workflows/{id}/export', { params: { path: { id } } }),
  );

export const importWorkflow = (file: unknown) =>
  answer<Schemas['ImportedWorkflow']>(
    client.POST('/workflows/import', { body: file as Schemas['WorkflowImport'] }),
  );

export type Move = 'pause' | 'resume' | 'archive' | 'unarchive';

const moves = {
  pause: '/workflows/{id}/pause',
  resume: '/workflows/{id}/resume',
  archive: '/workflows/{id}/archive',
  unarchive: '/workflows/{id}/unarchive',
} as const;

export const moveWorkflow = (id: string, move: Move) =>
  answer<Workflow>(client.POST(moves[move], { params: { path: { id } } }));

export const cancelOpenRuns = (workflowId: string) =>
  answer<{ cancelled: number }>(client.POST('/executions/cancel', { body: { workflowId } }));
