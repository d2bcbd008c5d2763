import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Document, GraphNode } from '../graph/graph';
import { NO_NAMES } from '../nodes/names';
import { useEdges, useNodes } from './flow';

const NONE: ReadonlySet<string> = new Set();

/** Three in a row. */
function row(): Document {
  const node = (id: string, kind: string, y: number) =>
    ({ id, kind, name: id, position: { x: 0, y }, config: {} }) as GraphNode;
  return {
    nodes: {
      t: node('t', 'trigger', 0),
      a: node('a', 'starConversation', 100),
      b: node('b', 'unstarConversation', 200),
    },
    edges: {
      ta: { id: 'ta', source: 't', handle: 'next', target: 'a' },
      ab: { id: 'ab', source: 'a', handle: 'next', target: 'b' },
    },
  };
}

function renamed(document: Document, id: string, name: string): Document {
  const node = document.nodes[id] as GraphNode;
  return { ...document, nodes: { ...document.nodes, [id]: { ...node, name } } };
}

function drawn(first: Document, selected = NONE) {
  return renderHook(
    (props: { document: Document; selected: ReadonlySet<string> }) => ({
      nodes: useNodes(props.document, { selected: props.selected, names: NO_NAMES })[0],
      edges: useEdges(props.document, { selected: NONE }),
    }),
    { initialProps: { document: first, selected } },
  );
}

test('is drawn at once, in the order of a run', () => {
  const { result } = drawn(row());
  expect(result.current.nodes.map((node) => node.id)).toEqual(['t', 'a', 'b']);
});

test('typing a letter into a name redraws that node and its edges, and no others', () => {
  const document = row();
  const { result, rerender } = drawn(document);
  const before = result.current;
  rerender({ document: renamed(document, 'b', 'Last'), selected: NONE });
  const [t, a, b] = result.current.nodes;
  expect(t).toBe(before.nodes[0]);
  expect(a).toBe(before.nodes[1]);
  expect(b?.ariaLabel).toMatch(/^Last/);
  expect(result.current.edges[0]).toBe(before.edges[0]);
  expect(result.current.edges[1]?.ariaLabel).toContain('Last');
});

test('a setting that changes no text redraws nothing', () => {
  const document = row();
  const { result, rerender } = drawn(document);
  const before = result.current;
  act(() => rerender({ document: renamed(document, 'b', 'b '), selected: NONE }));
  expect(result.current.nodes).toBe(before.nodes);
  expect(result.current.edges).toBe(before.edges);
});

test('Tab stops at one node: the chosen one, else the first', () => {
  const document = row();
  const { result, rerender } = drawn(document);
  const stops = () =>
    result.current.nodes.filter((node) => node.domAttributes?.tabIndex === 0).map(({ id }) => id);
  expect(stops()).toEqual(['t']);
  rerender({ document, selected: new Set(['b']) });
  expect(stops()).toEqual(['b']);
});
