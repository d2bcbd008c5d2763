/** The graph of a workflow as the API speaks of it, and as it is edited. */
import type { Configs, NodeKind } from '../api/kinds';
import type { Schemas } from '../api/types';
import { kinds } from '../generated/kinds';

/** The name of a way that leads on from a node. */
export type Handle = string;

export type Position = Schemas['Position'];

export interface NodeOf<K extends NodeKind> {
  id: string;
  kind: K;
  name: string;
  position: Position;
  config: Configs[K];
}

export type GraphNode = { [K in NodeKind]: NodeOf<K> }[NodeKind];

export type GraphEdge = Schemas['Edge'];

/** As it travels. */
export interface Graph {
  schema: 1;
  nodes: GraphNode[];
  edges: GraphEdge[];
}

/** As it is edited: by id, so that one change touches one entry. */
export interface Document {
  nodes: Record<string, GraphNode>;
  edges: Record<string, GraphEdge>;
}

/** Something wrong with a graph. */
export type Problem = Schemas['GraphProblem'];

const HANDLES = new Map<string, Handle[]>(
  Object.entries(kinds).map(([kind, { handles }]) => [kind, handles.map(({ name }) => name)]),
);

/** The handles of a kind, in the order in which they are drawn. */
export function handlesOf(kind: NodeKind): readonly Handle[] {
  return HANDLES.get(kind) ?? [];
}

/** The name of a handle on screen; undefined where a node leads on in one way only. */
export function wayOf(kind: NodeKind | undefined, handle: Handle): string | undefined {
  const handles = kind ? kinds[kind].handles : [];
  return handles.length > 1 ? handles.find(({ name }) => name === handle)?.title : undefined;
}

export function triggerOf({ nodes }: Document): NodeOf<'trigger'> | undefined {
  // It is nearly always the first, and this is asked for each letter that is typed.
  for (const id in nodes) {
    const node = nodes[id];
    if (node?.kind === 'trigger') {
      return node;
    }
  }
  return undefined;
}

export function edgeFrom(
  document: Document,
  source: string,
  handle: Handle,
): GraphEdge | undefined {
  return Object.values(document.edges).find(
    (edge) => edge.source === source && edge.handle === handle,
  );
}

/** One edge leaves a handle, so source and handle name it. */
export function edgeId(source: string, handle: Handle): string {
  return `${source}-${handle}`;
}
