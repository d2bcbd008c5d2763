import { queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { Schemas } from './types';

export type Operations = Schemas['Operations'];
export type Stopped = Schemas['Stopped'];
export type TaskQueue = NonNullable<Operations['queues']>[number];

export const operationsQuery = queryOptions({
  queryKey: ['operations'],
  queryFn: () => answer<Operations>(client.GET('/operations')),
  refetchInterval: 10_000,
});

/** True while all workflows are stopped. Everyone may know. */
export const stoppedQuery = queryOptions({
  queryKey: ['stopped'],
  queryFn: async () => {
    const health = await answer<Schemas['Health']>(client.GET('/health'));
    return health.checks.workflows === 'stopped';
  },
  staleTime: 30_000,
  refetchInterval: 30_000,
});

export const stopWorkflows = (reason: string) =>
  answer<Schemas['StopState']>(client.POST('/operations/stop', { body: { reason } }));

export const resumeWorkflows = () =>
  answer<Schemas['StopState']>(client.POST('/operations/resume'));
