import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { messageOf } from '../../api/problem';
import { toGraph } from '../../graph/document';
import { type Document, triggerOf } from '../../graph/graph';
import type { Preview } from '../../nodes/panel';
import { previewText } from '../document/calls';
import { useEditor, useEditorState } from '../document/context';
import { keptTest } from './kept';
import { type PastReplies, usePastReplies } from './pastReplies';

const PAUSE = 250;

/** The known outputs of nodes; a reply from the author takes precedence over one from a test. */
function given(document: Document, past: PastReplies | undefined): Record<string, unknown> {
  const found = Object.values(document.nodes).flatMap((node) => {
    const own = 'sampleReply' in node.config && node.config.sampleReply !== undefined;
    const reply = past?.real[node.id] ?? (own ? undefined : past?.tested[node.id]);
    return reply === undefined ? [] : [[node.id, reply]];
  });
  return Object.fromEntries(found);
}

/** Renders a text with the sample data of the test dialog, shortly after typing stops. */
export function usePreview(nodeId: string, pointer: string, template: string): Preview | undefined {
  const { workflowId, store } = useEditor();
  const event = useEditorState((state) => triggerOf(state.document)?.config.event);
  const [settled] = useDebouncedValue(template, PAUSE);
  const sample = keptTest(workflowId, event)?.sample;
  const past = usePastReplies(workflowId);
  const graph = useEditorState((state) => state.document);
  const steps = useMemo(() => given(graph, past), [graph, past]);
  const asked = useQuery({
    queryKey: ['preview', workflowId, nodeId, pointer, settled, event ?? '', sample, steps],
    queryFn: () =>
      previewText(workflowId, {
        graph: toGraph(store.getState().document),
        nodeId,
        pointer,
        sample,
        steps,
      }),
    placeholderData: keepPreviousData,
    // Other inputs, such as earlier nodes, may have changed in the meantime.
    staleTime: 5_000,
    refetchOnWindowFocus: false,
    retry: false,
  });
  if (asked.isPlaceholderData && asked.fetchStatus === 'paused') {
    return undefined;
  }
  return (
    asked.data ?? (asked.error ? { faults: [{ message: messageOf(asked.error) }] } : undefined)
  );
}
