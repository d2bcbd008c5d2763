import { nanoid } from 'nanoid';
import type { Configs, NodeKind } from '../api/kinds';
import {
  type Document,
  edgeFrom,
  edgeId,
  type GraphEdge,
  type GraphNode,
  type Handle,
  handlesOf,
  type Position,
} from './graph';
import { CARD } from './layout';

/** Changes to a document, written as immer recipes: each is called on a draft. */

export function newId(): string {
  return nanoid(10);
}

/** Leads from a handle to a target; what the handle led to before is let go. */
export function connect(document: Document, source: string, handle: Handle, target: string): void {
  disconnect(document, source, handle);
  const id = freeEdgeId(document, source, handle);
  document.edges[id] = { id, source, handle, target };
}

export function disconnect(document: Document, source: string, handle: Handle): void {
  const edge = edgeFrom(document, source, handle);
  if (edge) {
    delete document.edges[edge.id];
  }
}

function freeEdgeId(document: Document, source: string, handle: Handle): string {
  const id = edgeId(source, handle);
  return document.edges[id] ? `${id}-${newId()}` : id;
}

/** Puts a node into an edge: source → node → target. */
export function insertOnEdge(document: Document, edge: string, node: string): void {
  const old = document.edges[edge];
  const added = document.nodes[node];
  if (!old || !added) {
    return;
  }
  const { source, handle, target } = old;
  connect(document, source, handle, node);
  const out = handlesOf(added.kind)[0];
  if (out) {
    connect(document, node, out, target);
  }
}

/**
 * Removes nodes and edges. Edges into a removed section are reconnected to the node after it. If
 * the section forked, it is unclear which branch was meant, so those edges are removed.
 */
export function remove(document: Document, nodes: string[], edges: string[] = []): void {
  const gone = new Set(nodes);
  for (const id of edges) {
    delete document.edges[id];
  }
  const into = Object.values(document.edges).filter(
    (edge) => gone.has(edge.target) && !gone.has(edge.source),
  );
  const healed = into.flatMap((edge) => {
    const target = onlyWayOn(document, edge.target, gone);
    return target ? [{ ...edge, target }] : [];
  });
  for (const edge of Object.values(document.edges)) {
    if (gone.has(edge.source) || gone.has(edge.target)) {
      delete document.edges[edge.id];
    }
  }
  for (const id of gone) {
    delete document.nodes[id];
  }
  for (const edge of healed) {
    document.edges[edge.id] = edge;
  }
}

function onlyWayOn(document: Document, from: string, gone: Set<string>): string | undefined {
  const seen = new Set<string>();
  let at: string | undefined = from;
  while (at !== undefined && gone.has(at)) {
    const handles = handlesOf(document.nodes[at]?.kind ?? 'end');
    if (seen.has(at) || handles.length > 1) {
      return undefined;
    }
    seen.add(at);
    at = edgeFrom(document, at, handles[0] ?? 'next')?.target;
  }
  return at;
}

export function makeNode<K extends NodeKind>(
  kind: K,
  name: string,
  config: Configs[K],
  position: Position,
): GraphNode {
  return { id: newId(), kind, name, position, config } as GraphNode;
}

/** The free place nearest below a wanted one, so that no node covers another. */
export function freePlace(document: Document, wanted: Position, grid = 20): Position {
  const taken = (at: Position) =>
    Object.values(document.nodes).some(
      (node) =>
        Math.abs(node.position.x - at.x) < CARD.width &&
        Math.abs(node.position.y - at.y) < CARD.height + grid,
    );
  const at = { x: snap(wanted.x, grid), y: snap(wanted.y, grid) };
  for (let ring = 0; ring < 200 && taken(at); ring++) {
    at.y += grid;
  }
  return at;
}

export function snap(value: number, grid: number): number {
  return Math.round(value / grid) * grid;
}

/** Everything below a node's place moves down, so that an inserted node has room. */
export function makeRoom(document: Document, below: Set<string>, height: number): void {
  for (const id of below) {
    const node = document.nodes[id];
    if (node) {
      node.position.y += height;
    }
  }
}

/** A part of a graph, as the clipboard carries it. */
export interface Cutting {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

/** Adds a part under new ids, its corner at a place; answers the new ids. */
export function paste(document: Document, cutting: Cutting, at: Position): string[] {
  const ids = new Map(cutting.nodes.map((node) => [node.id, newId()]));
  const left = Math.min(...cutting.nodes.map((node) => node.position.x));
  const top = Math.min(...cutting.nodes.map((node) => node.position.y));
  for (const node of cutting.nodes) {
    const id = ids.get(node.id) as string;
    document.nodes[id] = {
      ...node,
      id,
      config: renamed(node.config, ids),
      position: { x: at.x + node.position.x - left, y: at.y + node.position.y - top },
    } as GraphNode;
  }
  for (const edge of cutting.edges) {
    const source = ids.get(edge.source);
    const target = ids.get(edge.target);
    if (source && target) {
      connect(document, source, edge.handle, target);
    }
  }
  return [...ids.values()];
}

/** Templates that read a step that was copied too read the copy. */
function renamed<T>(value: T, ids: Map<string, string>): T {
  if (typeof value === 'string') {
    return value.replace(/\bsteps\.([A-Za-z0-9_-]+)/g, (whole, id: string) =>
      ids.has(id) ? `steps.${ids.get(id)}` : whole,
    ) as T;
  }
  if (Array.isArray(value)) {
    return value.map((item) => renamed(item, ids)) as T;
  }
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, renamed(item, ids)]),
    ) as T;
  }
  return value;
}
