import type { Marks } from '../canvas/state';
import { type GraphDiff, meaning } from '../graph/diff';
import type { Document } from '../graph/graph';

/** Returns how to mark the nodes and edges of a graph that shows both sides of a comparison. */
export function marksOf(found: GraphDiff, drawn: Document): Marks {
  const nodes: Marks['nodes'] = {};
  for (const node of found.moved) {
    nodes[node.id] = 'moved';
  }
  for (const change of found.changed) {
    nodes[change.id] = 'changed';
  }
  for (const node of found.added) {
    nodes[node.id] = 'added';
  }
  for (const node of found.removed) {
    nodes[node.id] = 'removed';
  }
  const added = new Set(found.edgesAdded.map(meaning));
  const removed = new Set(found.edgesRemoved.map(meaning));
  const edges: Marks['edges'] = {};
  for (const edge of Object.values(drawn.edges)) {
    if (edge.id.startsWith('was ') && removed.has(meaning(edge))) {
      edges[edge.id] = 'removed';
    } else if (added.has(meaning(edge))) {
      edges[edge.id] = 'added';
    }
  }
  return { nodes, edges };
}
