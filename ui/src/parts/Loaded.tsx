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
  /** The title if loading failed. */
  failed: string;
  lines?: number;
  /** Wraps what is shown instead of the content. */
  frame?: (instead: ReactNode) => ReactNode;
  children: (data: T) => ReactNode;
}

/**
 * The loaded content, a placeholder, or the failure. Content that is shown stays if reloading fails,
 * since the user may be typing in it.
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
