import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Failure } from './Failure';
import { strings } from './strings';
import { Waiting } from './Waiting';

interface Props<T> {
  query: {
    data: T | undefined;
    isError: boolean;
    error: unknown;
    fetchStatus?: string;
    refetch: () => unknown;
  };
  /** What to say when there is nothing to show. */
  failed: string;
  lines?: number;
  /** Around what stands in for the content. */
  frame?: (instead: ReactNode) => ReactNode;
  children: (data: T) => ReactNode;
}

/**
 * What was fetched, or that it is on its way, or that it could not be had. What is shown already
 * stays when asking again fails: somebody may be typing in it.
 */
export function Loaded<T>({ query, failed, lines, frame = (it) => it, children }: Props<T>) {
  if (query.data !== undefined) {
    return children(query.data);
  }
  return frame(
    query.isError ? (
      <Failure title={failed} error={query.error} retry={() => query.refetch()} />
    ) : query.fetchStatus === 'paused' ? (
      <Text c="dimmed" py="md">
        {strings.notLoaded}
      </Text>
    ) : (
      <Waiting lines={lines} />
    ),
  );
}
