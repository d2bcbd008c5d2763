import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { toDocument } from '../../graph/document';
import type { Document } from '../../graph/graph';
import { getVersion } from '../document/calls';

/** Returns the graph of a saved version, once it is loaded. */
export function useVersion(workflowId: string, version: number | undefined): Document | undefined {
  const found = useQuery({
    queryKey: ['version', workflowId, version],
    queryFn: () => getVersion(workflowId, version as number),
    enabled: version !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  return useMemo(() => found && toDocument(found.graph), [found]);
}
