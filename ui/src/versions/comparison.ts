import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Marks } from '../canvas/state';
import { getVersion } from '../editor/document/calls';
import { getWorkingCopy } from '../editor/document/workingCopy';
import { diff, type GraphDiff, union } from '../graph/diff';
import { toDocument } from '../graph/document';
import type { Document, Graph } from '../graph/graph';
import { marksOf } from './marks';

/** A saved version, or the working copy. */
export type Which = number | 'copy';

/** A version, and how it differs from another if it is compared. */
export interface Comparison {
  after: Document | undefined;
  before: Document | undefined;
  found: GraphDiff | undefined;
  /** The graph to draw: of both sides, if two are compared. */
  drawn: Document | undefined;
  marks: Marks | undefined;
}

/** Loads a version and the one that it is compared with. */
export function useComparison(
  workflowId: string,
  shown: number,
  other: Which | undefined,
): Comparison {
  const after = useGraph(workflowId, shown);
  const before = useGraph(workflowId, other);
  const found = useMemo(() => (after && before ? diff(before, after) : undefined), [after, before]);
  const drawn = useMemo(
    () => (found && after && before ? union(before, after, found) : after),
    [found, after, before],
  );
  const marks = useMemo(() => (found && drawn ? marksOf(found, drawn) : undefined), [found, drawn]);
  return { after, before, found, drawn, marks };
}

function useGraph(workflowId: string, which: Which | undefined): Document | undefined {
  const found = useQuery({
    queryKey: ['graph', workflowId, which],
    queryFn: async (): Promise<Graph> =>
      (which === 'copy'
        ? await getWorkingCopy(workflowId)
        : await getVersion(workflowId, which as number)
      ).graph,
    enabled: which !== undefined,
    staleTime: which === 'copy' ? 0 : Number.POSITIVE_INFINITY,
  }).data;
  return useMemo(() => (found ? toDocument(found) : undefined), [found]);
}
