import type { ELK, ElkNode } from 'elkjs/lib/elk-api.js';
import type { NodeKind } from '../api/kinds';
import { type Document, type Handle, handlesOf, type Position } from './graph';
import { inOrder } from './rules';

export interface Size {
  width: number;
  height: number;
}

export const CARD: Size = { width: 260, height: 64 };
const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.spacing.nodeNode': '60',
  'elk.layered.spacing.nodeNodeBetweenLayers': '64',
  'elk.spacing.componentComponent': '80',
};

/** Returns the position of a handle along a card's lower side, from 0 (left) to 1 (right). */
export function handleOffset(kind: NodeKind, handle: Handle): number {
  const handles = handlesOf(kind);
  return (handles.indexOf(handle) + 0.5) / handles.length;
}

/** The graph as the layout engine takes it. Handles keep their places, so True stays left. */
export function toElk(
  document: Document,
  sizes: Record<string, Size>,
  only?: Set<string>,
): ElkNode {
  const ids = inOrder(document).filter((id) => !only || only.has(id));
  const chosen = new Set(ids);
  return {
    id: 'root',
    layoutOptions: OPTIONS,
    children: ids.map((id) => {
      const kind = document.nodes[id]?.kind ?? 'end';
      const { width, height } = sizes[id] ?? CARD;
      return {
        id,
        width,
        height,
        layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
        ports: [
          { id: `${id}/in`, x: width / 2, y: 0, layoutOptions: { 'elk.port.side': 'NORTH' } },
          ...handlesOf(kind).map((handle) => ({
            id: `${id}/${handle}`,
            x: width * handleOffset(kind, handle),
            y: height,
            layoutOptions: { 'elk.port.side': 'SOUTH' },
          })),
        ],
      };
    }),
    edges: Object.values(document.edges)
      .filter((edge) => chosen.has(edge.source) && chosen.has(edge.target))
      .map((edge) => ({
        id: edge.id,
        sources: [`${edge.source}/${edge.handle}`],
        targets: [`${edge.target}/in`],
      })),
  };
}

let engine: Promise<ELK> | undefined;

/** Fetched when it is first used: it is large, and most visits never ask for it. */
async function elk(): Promise<ELK> {
  engine ??= Promise.all([
    import('elkjs/lib/elk-api.js'),
    import('elkjs/lib/elk-worker.min.js?url'),
  ]).then(([{ default: Elk }, { default: workerUrl }]) => new Elk({ workerUrl }));
  return engine;
}

/**
 * Places for the nodes, worked out in a worker. The trigger, or the first of the chosen nodes, stays
 * where it is and the others go round it.
 */
export async function arrange(
  document: Document,
  sizes: Record<string, Size>,
  only?: Set<string>,
): Promise<Record<string, Position>> {
  const laid = await (await elk()).layout(toElk(document, sizes, only));
  return placed(document, laid.children ?? []);
}

export function placed(document: Document, children: ElkNode[]): Record<string, Position> {
  const first = children[0];
  const anchor = first && document.nodes[first.id]?.position;
  if (!first || !anchor) {
    return {};
  }
  const dx = Math.round(anchor.x - (first.x ?? 0));
  const dy = Math.round(anchor.y - (first.y ?? 0));
  return Object.fromEntries(
    children.map(({ id, x = 0, y = 0 }) => [id, { x: Math.round(x) + dx, y: Math.round(y) + dy }]),
  );
}
