import { useQuery } from '@tanstack/react-query';
import { getPastRuns, getRun } from '../document/calls';

const MOST_RUNS = 3;

/** The outputs of steps when they last ran, by node id. */
export interface PastReplies {
  real: Record<string, unknown>;
  /** In tests, which may have used sample replies. */
  tested: Record<string, unknown>;
}

/** Loads the outputs of past runs when a text is edited; they are cached for a while. */
export function usePastReplies(workflowId: string): PastReplies | undefined {
  return useQuery({
    queryKey: ['past-replies', workflowId],
    queryFn: async (): Promise<PastReplies> => {
      const { items } = await getPastRuns(workflowId);
      const ended = items.filter(({ status }) => status === 'completed' || status === 'failed');
      const [real, tested] = await Promise.all([
        repliesOf(ended.filter(({ mode }) => mode !== 'test').map(({ id }) => id)),
        repliesOf(ended.filter(({ mode }) => mode === 'test').map(({ id }) => id)),
      ]);
      return { real, tested };
    },
    staleTime: 60_000,
  }).data;
}

async function repliesOf(newest: string[]): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const { steps } of await Promise.all(newest.slice(0, MOST_RUNS).map(getRun))) {
    for (const { nodeId, status, output } of steps ?? []) {
      if ((status === 'completed' || status === 'reused') && output) {
        found[nodeId] ??= output;
      }
    }
  }
  return found;
}
