import { describe, expect, it } from 'vitest';
import { toDocument, toGraph } from './document';
import type { Graph, GraphNode, Position } from './graph';

const NOWHERE = { x: 0, y: 0 };

function node(id: string, kind: GraphNode['kind'], position: Position = NOWHERE): GraphNode {
  return { id, kind, name: id, position, config: {} } as GraphNode;
}

const EDGES: Graph['edges'] = [
  { id: 't-next', source: 't', handle: 'next', target: 'd' },
  { id: 'd-true', source: 'd', handle: 'true', target: 'star' },
  { id: 'd-false', source: 'd', handle: 'false', target: 'end' },
  { id: 'star-next', source: 'star', handle: 'next', target: 'end' },
];

describe('a graph without places', () => {
  const graph: Graph = {
    schema: 1,
    nodes: [
      node('end', 'end'),
      node('star', 'starConversation'),
      node('d', 'decision'),
      node('t', 'trigger'),
    ],
    edges: EDGES,
  };
  const at = (id: string) => toDocument(graph).nodes[id]?.position ?? NOWHERE;

  it('is drawn in rows, each node below all that lead to it', () => {
    expect(at('t').y).toBeLessThan(at('d').y);
    expect(at('d').y).toBeLessThan(at('star').y);
    expect(at('star').y).toBeLessThan(at('end').y);
  });

  it('has no two nodes in one place, True left of False', () => {
    const side: Graph = {
      ...graph,
      nodes: [...graph.nodes, node('no', 'end')],
      edges: EDGES.map((edge) => (edge.id === 'd-false' ? { ...edge, target: 'no' } : edge)),
    };
    const { nodes } = toDocument(side);
    const places = Object.values(nodes).map(({ position }) => `${position.x} ${position.y}`);
    expect(new Set(places).size).toBe(places.length);
    expect(nodes.star?.position.y).toBe(nodes.no?.position.y);
    expect(nodes.star?.position.x).toBeLessThan(nodes.no?.position.x ?? 0);
  });

  it('is otherwise the same, and the same each time', () => {
    expect(toDocument(graph)).toEqual(toDocument(graph));
    const back = toGraph(toDocument(graph));
    expect(back.edges).toEqual(graph.edges);
    expect(back.nodes.map(({ position, ...rest }) => rest)).toEqual(
      graph.nodes.map(({ position, ...rest }) => rest),
    );
  });
});

it('leaves a graph that has places as it is', () => {
  const graph: Graph = {
    schema: 1,
    nodes: [node('t', 'trigger'), node('star', 'starConversation', { x: 3, y: 0 })],
    edges: [],
  };
  expect(toGraph(toDocument(graph))).toEqual(graph);
});
