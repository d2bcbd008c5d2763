import '@xyflow/react/dist/style.css';
import { useComputedColorScheme } from '@mantine/core';
import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  MiniMap,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { createStore } from 'zustand';
import type { Graph as ApiGraph } from '../api/types';
import { toDocument } from '../graph/document';
import type { Document, Graph } from '../graph/graph';
import { cataloguesOf, useNames } from '../nodes/catalogues';
import type { ShownStatus } from '../parts/words';
import classes from './canvas.module.css';
import { useFirstFit, useMiniMap } from './firstView';
import { edgeTypes, nodeTypes, type StepNode, useEdges, useNodes } from './flow';
import { bringIntoView } from './look';
import { NamesContext } from './StepCard';
import { CanvasContext, type CanvasView, type Marks, type RunOverlay } from './state';
import { strings } from './strings';
import { Tools } from './Tools';

interface Props {
  /** The graph to show, in the form of the editor or of the API. */
  graph: Graph | ApiGraph | Document;
  /**
   * The steps of a run, by node id: `{ [nodeId]: { status, attempt?, handle?, note? } }`. Cards show
   * the status by icon, word and color; the edges whose handle was taken are drawn bold, and
   * everything that was not reached is pale. Pass a new object for each change; a node without an
   * entry was not reached. The trigger needs no entry.
   */
  run?: RunOverlay | undefined;
  /** The differences from another graph. */
  marks?: Marks | undefined;
  /** The selected node, kept by the caller so that a list next to the graph stays in sync. */
  selected?: string | undefined;
  onSelect?(nodeId: string | undefined): void;
  /** The name for screen readers. */
  label?: string;
}

/**
 * A read-only graph, for runs, versions and differences. It fills its parent, which must have a
 * height, and loads the names of labels, users and so on itself.
 */
export function GraphView(props: Props) {
  return (
    <ReactFlowProvider>
      <Shown {...props} />
    </ReactFlowProvider>
  );
}

const NO_PROBLEMS = {};
const NONE: ReadonlySet<string> = new Set();

/** Returns the color of a node on the mini map. */
function mapClass(status: ShownStatus | undefined): string {
  switch (status) {
    case undefined:
    case 'cancelled':
      return '';
    case 'failed':
      return classes.mapBad ?? '';
    case 'completed':
    case 'reused':
      return classes.mapGood ?? '';
    default:
      return classes.mapBusy ?? '';
  }
}

function Shown({ graph, run, marks, selected, onSelect, label = strings.graph }: Props) {
  const document = useMemo<Document>(
    () => (Array.isArray(graph.nodes) ? toDocument(graph as Graph) : (graph as Document)),
    [graph],
  );
  const [store] = useState(() =>
    createStore<CanvasView>(() => ({ document, problems: NO_PROBLEMS, run, marks })),
  );
  useEffect(() => store.setState({ document, run, marks }), [store, document, run, marks]);

  const names = useNames(cataloguesOf(document));
  const chosen = useMemo(() => (selected ? new Set([selected]) : NONE), [selected]);
  const [nodes, setNodes] = useNodes(document, { selected: chosen, names, run, marks });
  const flow = useReactFlow();
  const place = selected ? document.nodes[selected]?.position : undefined;
  useEffect(() => {
    // A node that was selected in the list may be anywhere on the canvas.
    if (place) {
      bringIntoView(flow, place);
    }
  }, [flow, place]);
  const edges = useEdges(document, { selected: NONE, run, marks });

  const onNodesChange = useCallback(
    (changes: NodeChange<StepNode>[]) => {
      const picks = changes.filter((change) => change.type === 'select');
      const picked = picks.find((change) => change.selected);
      if (picks.length > 0) {
        onSelect?.(picked?.id);
      }
      setNodes((old) =>
        applyNodeChanges(
          changes.filter((change) => change.type === 'dimensions'),
          old,
        ),
      );
    },
    [onSelect, setNodes],
  );
  const onPaneClick = useCallback(() => onSelect?.(undefined), [onSelect]);
  const [miniMap, setMiniMap] = useMiniMap();
  const first = useFirstFit(document, miniMap);
  const scheme = useComputedColorScheme('light');
  return (
    <CanvasContext.Provider value={store}>
      <NamesContext.Provider value={names}>
        <ReactFlow
          className={classes.flow}
          aria-label={label}
          colorMode={scheme}
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={onNodesChange}
          onPaneClick={onPaneClick}
          nodesDraggable={false}
          nodesConnectable={false}
          edgesFocusable={false}
          deleteKeyCode={null}
          selectionKeyCode={null}
          minZoom={0.1}
          fitView
          fitViewOptions={first}
        >
          <Background variant={BackgroundVariant.Dots} gap={20} size={1.5} />
          {miniMap && (
            <MiniMap
              pannable
              zoomable
              ariaLabel={strings.miniMap}
              nodeClassName={({ id }) => mapClass(run?.[id]?.status)}
            />
          )}
          <Tools miniMap={miniMap} onMiniMap={setMiniMap} />
        </ReactFlow>
      </NamesContext.Provider>
    </CanvasContext.Provider>
  );
}
