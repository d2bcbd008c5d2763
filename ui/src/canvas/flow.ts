import { type EdgeTypes, MarkerType, type Node, type NodeTypes } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { kinds } from '../generated/kinds';
import { type Document, type GraphEdge, type GraphNode, type Problem, wayOf } from '../graph/graph';
import { inOrder } from '../graph/rules';
import type { Names } from '../nodes/names';
import { summaryOf } from '../nodes/summary';
import { titleOf } from '../nodes/titles';
import { stepStatuses } from '../parts/words';
import { StepCard } from './StepCard';
import { isTaken, type Marks, type RunOverlay } from './state';
import { MARK_WORDS, strings } from './strings';
import { Wire, type WireEdge, type WireTone } from './Wire';

export const nodeTypes: NodeTypes = { step: StepCard };
export const edgeTypes: EdgeTypes = { wire: Wire };

export type StepNode = Node<Record<string, never>, 'step'>;

const NO_DATA: Record<string, never> = {};

// Tab stops once at the nodes, at the chosen one; Alt and the arrows go from there to the others.
const STOP = { tabIndex: 0 };
const NO_STOP = { tabIndex: -1 };

/** Returns the name of a node for screen readers. */
export function nodeLabel(
  node: GraphNode,
  names: Names,
  problems: Problem[] | undefined,
  run: RunOverlay | undefined,
  marks?: Marks,
): string {
  const step = run?.[node.id];
  const mark = marks?.nodes[node.id];
  const parts = [titleOf(node), kinds[node.kind].title, summaryOf(node, names)];
  if (problems?.length) {
    parts.push(strings.problems(problems.length));
  }
  if (run) {
    parts.push(step ? stepStatuses[step.status] : strings.notReached);
  }
  if (mark) {
    parts.push(MARK_WORDS[mark]);
  }
  return [...new Set(parts)].join(', ');
}

/** Returns the order in which the keyboard goes through the nodes; it changes only with the edges. */
export function useOrder(document: Document): string[] {
  const count = Object.keys(document.nodes).length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: settings do not change the order
  return useMemo(() => inOrder(document), [document.edges, count]);
}

/**
 * Returns the nodes as the canvas library takes them. Unchanged nodes stay the same objects, since
 * the library redraws new ones.
 */
export function merged(
  old: StepNode[],
  order: string[],
  document: Document,
  selected: ReadonlySet<string>,
  labelOf: (node: GraphNode) => string,
): StepNode[] {
  const known = new Map(old.map((node) => [node.id, node]));
  const stop = order.find((id) => selected.has(id)) ?? order[0];
  const nodes = order.flatMap((id): StepNode[] => {
    const node = document.nodes[id];
    if (!node) {
      return [];
    }
    const before = known.get(id);
    const isSelected = selected.has(id);
    const ariaLabel = labelOf(node);
    if (
      before &&
      before.selected === isSelected &&
      before.ariaLabel === ariaLabel &&
      before.domAttributes === (id === stop ? STOP : NO_STOP) &&
      (before.dragging || isAt(before, node))
    ) {
      return [before];
    }
    return [
      {
        ...before,
        id,
        type: 'step',
        data: NO_DATA,
        position: before?.dragging ? before.position : node.position,
        selected: isSelected,
        ariaLabel,
        domAttributes: id === stop ? STOP : NO_STOP,
      },
    ];
  });
  return nodes.length === old.length && nodes.every((node, i) => node === old[i]) ? old : nodes;
}

function isAt(before: StepNode, node: GraphNode): boolean {
  return before.position.x === node.position.x && before.position.y === node.position.y;
}

interface NodeLook {
  selected: ReadonlySet<string>;
  names: Names;
  problems?: Record<string, Problem[]> | undefined;
  run?: RunOverlay | undefined;
  marks?: Marks | undefined;
}

/**
 * Returns the nodes to draw, and how to update them. They are brought up to date with the document
 * during rendering, not after it, so that nothing is drawn twice.
 */
export function useNodes(document: Document, look: NodeLook) {
  const { selected, names, problems, run, marks } = look;
  const order = useOrder(document);
  const labelOf = useLabels(names, problems, run, marks);
  const [old, setNodes] = useState<StepNode[]>(() =>
    merged([], order, document, selected, labelOf),
  );
  const nodes = merged(old, order, document, selected, labelOf);
  if (nodes !== old) {
    setNodes(nodes);
  }
  return [nodes, setNodes] as const;
}

/** Returns how to name a node for screen readers; the name is computed again only after a change. */
function useLabels(
  names: Names,
  problems: Record<string, Problem[]> | undefined,
  run: RunOverlay | undefined,
  marks: Marks | undefined,
): (node: GraphNode) => string {
  const known = useRef(new WeakMap<GraphNode, { from: unknown[]; text: string }>());
  return useCallback(
    (node) => {
      const from = [
        names,
        problems?.[node.id],
        run && (run[node.id] ?? true),
        marks?.nodes[node.id],
      ];
      const before = known.current.get(node);
      if (before && from.every((part, i) => part === before.from[i])) {
        return before.text;
      }
      const text = nodeLabel(node, names, problems?.[node.id], run, marks);
      known.current.set(node, { from, text });
      return text;
    },
    [names, problems, run, marks],
  );
}

interface EdgeLook {
  selected: ReadonlySet<string>;
  run?: RunOverlay | undefined;
  marks?: Marks | undefined;
  aimed?: string | undefined;
}

/** Returns the edges to draw; like nodes, unchanged ones stay the same objects. */
export function useEdges(
  document: Document,
  { selected, run, marks, aimed }: EdgeLook,
): WireEdge[] {
  const { nodes, edges } = document;
  const known = useRef(new WeakMap<GraphEdge, WireEdge>());
  const last = useRef<WireEdge[]>([]);
  return useMemo(() => {
    const next = Object.values(edges).flatMap((edge): WireEdge[] => {
      const source = nodes[edge.source];
      const target = nodes[edge.target];
      if (!source || !target) {
        return [];
      }
      const way = wayOf(source.kind, edge.handle);
      const ariaLabel = strings.from(titleOf(source), way, titleOf(target));
      const isSelected = selected.has(edge.id);
      const tone = toneOf(edge, { nodes, edges }, run, marks, aimed);
      const before = known.current.get(edge);
      if (
        before &&
        before.ariaLabel === ariaLabel &&
        before.selected === isSelected &&
        before.data?.tone === tone
      ) {
        return [before];
      }
      const made: WireEdge = {
        id: edge.id,
        type: 'wire',
        source: edge.source,
        sourceHandle: edge.handle,
        target: edge.target,
        selected: isSelected,
        ariaLabel,
        domAttributes: isSelected ? STOP : NO_STOP,
        data: { tone },
        markerEnd: arrow(tone),
        // The other end is the handle, from which another edge is simply drawn.
        reconnectable: 'target',
      };
      known.current.set(edge, made);
      return [made];
    });
    const old = last.current;
    if (next.length !== old.length || next.some((edge, i) => edge !== old[i])) {
      last.current = next;
    }
    return last.current;
  }, [nodes, edges, selected, run, marks, aimed]);
}

/** Returns the arrow of an edge, in the color of the edge and of the same size for all edges. */
function arrow(tone: WireTone | undefined) {
  return {
    type: MarkerType.ArrowClosed,
    width: 26,
    height: 26,
    markerUnits: 'userSpaceOnUse',
    color: `var(--wire-${tone ?? 'plain'})`,
  };
}

function toneOf(
  edge: GraphEdge,
  document: Document,
  run: RunOverlay | undefined,
  marks: Marks | undefined,
  aimed: string | undefined,
): WireTone | undefined {
  if (edge.id === aimed) {
    return 'aimed';
  }
  if (run) {
    return isTaken(document, run, edge) ? 'taken' : 'idle';
  }
  const mark = marks?.edges[edge.id];
  return mark === 'added' || mark === 'removed' ? mark : undefined;
}
