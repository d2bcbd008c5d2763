import { type EdgeTypes, MarkerType, type Node, type NodeTypes } from '@xyflow/react';
import { useMemo } from 'react';
import { type Document, type GraphNode, HANDLE_NAMES, type Problem } from '../graph/graph';
import { inOrder } from '../graph/rules';
import { summaryOf, titleOf, viewOf } from '../nodes/kinds';
import type { Names } from '../nodes/view';
import { StepCard } from './StepCard';
import { isTaken, type Marks, type RunOverlay } from './state';
import { MARK_WORDS, STEP_WORDS, strings } from './strings';
import { Wire, type WireEdge, type WireTone } from './Wire';

export const nodeTypes: NodeTypes = { step: StepCard };
export const edgeTypes: EdgeTypes = { wire: Wire };

export type StepNode = Node<Record<string, never>, 'step'>;

const NO_DATA: Record<string, never> = {};

/** What a screen reader says of a node: more than its card's words, and in their order. */
export function nodeLabel(
  node: GraphNode,
  names: Names,
  problems: Problem[] | undefined,
  run: RunOverlay | undefined,
  marks?: Marks,
): string {
  const step = run?.[node.id];
  const mark = marks?.nodes[node.id];
  const parts = [titleOf(node), viewOf(node.kind).title, summaryOf(node, names)];
  if (problems?.length) {
    parts.push(strings.problems(problems.length));
  }
  if (run) {
    parts.push(step ? STEP_WORDS[step.status] : strings.notReached);
  }
  if (mark) {
    parts.push(MARK_WORDS[mark]);
  }
  return [...new Set(parts)].join(', ');
}

/** The order in which the keyboard goes through the nodes; the same while no edge changes. */
export function useOrder(document: Document): string[] {
  const count = Object.keys(document.nodes).length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: settings do not change the order
  return useMemo(() => inOrder(document), [document.edges, count]);
}

/**
 * The nodes as the canvas library takes them. An old one is kept wherever nothing about it changed,
 * since the library draws anew what is a new object.
 */
export function merged(
  old: StepNode[],
  order: string[],
  document: Document,
  selected: ReadonlySet<string>,
  labelOf: (node: GraphNode) => string,
): StepNode[] {
  const known = new Map(old.map((node) => [node.id, node]));
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
      },
    ];
  });
  return nodes.length === old.length && nodes.every((node, i) => node === old[i]) ? old : nodes;
}

function isAt(before: StepNode, node: GraphNode): boolean {
  return before.position.x === node.position.x && before.position.y === node.position.y;
}

interface EdgeLook {
  selected: ReadonlySet<string>;
  run?: RunOverlay | undefined;
  marks?: Marks | undefined;
  aimed?: string | undefined;
}

export function useEdges(document: Document, look: EdgeLook): WireEdge[] {
  const { selected, run, marks, aimed } = look;
  const { edges, nodes } = document;
  const titles = Object.values(nodes)
    .map((node) => titleOf(node))
    .join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the nodes only the titles matter
  return useMemo(
    () =>
      Object.values(edges)
        .filter((edge) => nodes[edge.source] && nodes[edge.target])
        .map((edge) => {
          const source = titleOf(nodes[edge.source] as GraphNode);
          const target = titleOf(nodes[edge.target] as GraphNode);
          const way = edge.handle === 'next' ? undefined : HANDLE_NAMES[edge.handle];
          const tone: WireTone | undefined =
            edge.id === aimed
              ? 'aimed'
              : run
                ? isTaken(document, run, edge)
                  ? 'taken'
                  : 'idle'
                : toneOf(marks, edge.id);
          return {
            id: edge.id,
            type: 'wire' as const,
            source: edge.source,
            sourceHandle: edge.handle,
            target: edge.target,
            selected: selected.has(edge.id),
            ariaLabel: strings.from(source, way, target),
            data: { tone },
            markerEnd: arrow(tone),
            // The other end is the handle, from which another edge is simply drawn.
            reconnectable: 'target' as const,
          };
        }),
    [edges, titles, selected, run, marks, aimed],
  );
}

/** The arrow of an edge has the edge's own colour, and one size however thick the edge is drawn. */
function arrow(tone: WireTone | undefined) {
  return {
    type: MarkerType.ArrowClosed,
    width: 26,
    height: 26,
    markerUnits: 'userSpaceOnUse',
    color: `var(--wire-${tone ?? 'plain'})`,
  };
}

function toneOf(marks: Marks | undefined, id: string): WireTone | undefined {
  const mark = marks?.edges[id];
  return mark === 'added' || mark === 'removed' ? mark : undefined;
}
