import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { Execution, ExecutionMode, ExecutionStatus, Graph, Page, Schemas } from './types';

export interface RunFilter {
  workflowId?: string;
  status?: ExecutionStatus;
  mode?: ExecutionMode;
  conversationId?: string;
  from?: string;
  to?: string;
  stepStatus?: 'waiting' | 'retrying';
  node?: string;
}

const PAGE = 50;
const AGAIN_MILLIS = 5_000;

/** Returns true if the filter depends on the step at which a run stands. */
export const asksForStep = (filter: RunFilter): boolean =>
  filter.stepStatus !== undefined || filter.node !== undefined;

export const runsQuery = (filter: RunFilter) =>
  infiniteQueryOptions({
    queryKey: ['runs', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      answer<Page<Execution>>(
        client.GET('/executions', {
          params: { query: { ...filter, limit: PAGE, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (previous) => previous,
    refetchInterval: asksForStep(filter) ? AGAIN_MILLIS : false,
  });

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ['runs', 'one', id],
    queryFn: () => answer<Execution>(client.GET('/executions/{id}', { params: { path: { id } } })),
  });

/** Exactly what this run interprets, whether or not it was ever saved. */
export const runGraphQuery = (id: string) =>
  queryOptions({
    queryKey: ['runs', 'graph', id],
    queryFn: async () =>
      (
        await answer<{ graph: Graph }>(
          client.GET('/executions/{id}/graph', { params: { path: { id } } }),
        )
      ).graph,
    staleTime: Number.POSITIVE_INFINITY,
  });

interface Started {
  executionId: string;
}

export const cancelRun = (id: string) =>
  answer<Started>(client.POST('/executions/{id}/cancel', { params: { path: { id } } }));

/** Starts a new run that resumes at the failed step. */
export const retryRun = (id: string, version?: number | 'active') =>
  answer<Started>(
    client.POST('/executions/{id}/retry', { params: { path: { id } }, body: { version } }),
  );

/** The graph of a version; it never changes. */
export const versionGraphQuery = (workflowId: string, number: number) =>
  queryOptions({
    queryKey: ['versions', workflowId, 'graph', number],
    queryFn: async () => {
      const version = await answer<Schemas['Version']>(
        client.GET('/workflows/{id}/versions/{number}', {
          params: { path: { id: workflowId, number } },
        }),
      );
      return version.graph ?? null;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

export type LogLine = Schemas['RunLogLine'];

export const runLogQuery = (id: string) =>
  queryOptions({
    queryKey: ['runs', 'log', id],
    queryFn: async () =>
      (
        await answer<{ items: LogLine[] }>(
          client.GET('/executions/{id}/log', { params: { path: { id } } }),
        )
      ).items,
  });

/** From the start: a test with the same data, anything else on the conversation as it is now. */
export function runAgain(run: Execution, graph: Graph | undefined): Promise<Started> {
  const params = { path: { id: run.workflowId } };
  return run.mode === 'test'
    ? answer<Started>(
        client.POST('/workflows/{id}/test', {
          params,
          body: { graph, sample: run.event?.data },
        }),
      )
    : answer<Started>(
        client.POST('/workflows/{id}/executions', {
          params,
          body: { conversationId: run.conversationId },
        }),
      );
}

/** A start that was held back. */
export type NotStarted = Schemas['NotStarted'];

export const notStartedQuery = (workflowId: string) =>
  infiniteQueryOptions({
    queryKey: ['runs', 'not-started', workflowId],
    queryFn: ({ pageParam }) =>
      answer<Page<NotStarted>>(
        client.GET('/workflows/{id}/not-started', {
          params: { path: { id: workflowId }, query: { limit: PAGE, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });

type DayCount = Schemas['StatisticsDay'];

export const statisticsQuery = (workflowId: string, days = 14) =>
  queryOptions({
    queryKey: ['runs', 'statistics', workflowId, days],
    queryFn: async () =>
      (
        await answer<{ days: DayCount[] }>(
          client.GET('/workflows/{id}/statistics', {
            params: { path: { id: workflowId }, query: { days } },
          }),
        )
      ).days,
    staleTime: 60_000,
  });
