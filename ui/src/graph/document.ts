import type { Document, Graph, Position } from './graph';
import { CARD } from './layout';
import { inOrder } from './rules';

const STEP_X = CARD.width + 60;
const STEP_Y = CARD.height + 64;

/** A graph to edit or to show. One that was drawn by a program, without places, gets some. */
export function toDocument(graph: Graph): Document {
  const document = {
    nodes: Object.fromEntries(graph.nodes.map((node) => [node.id, node])),
    edges: Object.fromEntries(graph.edges.map((edge) => [edge.id, edge])),
  };
  return isPile(graph) ? spreadOut(document) : document;
}

export function toGraph(document: Document): Graph {
  return {
    schema: 1,
    nodes: Object.values(document.nodes),
    edges: Object.values(document.edges),
  };
}

function isPile({ nodes }: Graph): boolean {
  const { x, y } = nodes[0]?.position ?? {};
  return nodes.length > 1 && nodes.every(({ position }) => position.x === x && position.y === y);
}

/** In rows, each node below all that lead to it. Always the same, so that nothing seems changed. */
function spreadOut(document: Document): Document {
  const rows: string[][] = [];
  const depths = new Map<string, number>();
  for (const id of inOrder(document)) {
    const depth = depths.get(id) ?? 0;
    rows[depth] = [...(rows[depth] ?? []), id];
    for (const edge of Object.values(document.edges)) {
      if (edge.source === id) {
        depths.set(edge.target, Math.max(depth + 1, depths.get(edge.target) ?? 0));
      }
    }
  }
  const places = new Map<string, Position>();
  rows.forEach((row, depth) => {
    row.forEach((id, i) => {
      places.set(id, { x: (i - (row.length - 1) / 2) * STEP_X, y: depth * STEP_Y });
    });
  });
  const nodes = Object.values(document.nodes).map((node) => ({
    ...node,
    position: places.get(node.id) ?? node.position,
  }));
  return { nodes: Object.fromEntries(nodes.map((node) => [node.id, node])), edges: document.edges };
}
