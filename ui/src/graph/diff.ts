import type { Document, GraphEdge, GraphNode } from './graph';

/** One setting that differs; absent on the side that does not have it. */
export interface FieldChange {
  field: string;
  before?: unknown;
  after?: unknown;
}

export interface NodeChange {
  id: string;
  node: GraphNode;
  fields: FieldChange[];
}

/** The changes from one graph to another, by node ID: a renamed node is changed, not replaced. */
export interface GraphDiff {
  added: GraphNode[];
  removed: GraphNode[];
  changed: NodeChange[];
  moved: GraphNode[];
  edgesAdded: GraphEdge[];
  edgesRemoved: GraphEdge[];
}

export function diff(before: Document, after: Document): GraphDiff {
  const changed: NodeChange[] = [];
  const moved: GraphNode[] = [];
  for (const node of Object.values(after.nodes)) {
    const old = before.nodes[node.id];
    if (old) {
      const fields = nodeChanges(old, node);
      if (fields.length > 0) {
        changed.push({ id: node.id, node, fields });
      }
      if (old.position.x !== node.position.x || old.position.y !== node.position.y) {
        moved.push(node);
      }
    }
  }
  return {
    added: Object.values(after.nodes).filter((node) => !before.nodes[node.id]),
    removed: Object.values(before.nodes).filter((node) => !after.nodes[node.id]),
    changed,
    moved,
    edgesAdded: edgesWithout(after, before),
    edgesRemoved: edgesWithout(before, after),
  };
}

/** Returns true if both graphs do the same; the positions of nodes do not matter. */
export function isSame(found: GraphDiff): boolean {
  return (
    found.added.length +
      found.removed.length +
      found.changed.length +
      found.edgesAdded.length +
      found.edgesRemoved.length ===
    0
  );
}

function edgesWithout(of: Document, other: Document): GraphEdge[] {
  const known = new Set(Object.values(other.edges).map(meaning));
  return Object.values(of.edges).filter((edge) => !known.has(meaning(edge)));
}

/** Two edges are the same when they lead from the same handle to the same node. */
export function meaning(edge: GraphEdge): string {
  return `${edge.source} ${edge.handle} ${edge.target}`;
}

function nodeChanges(old: GraphNode, now: GraphNode): FieldChange[] {
  const changes: FieldChange[] = [];
  compare('kind', old.kind, now.kind, changes);
  compare('name', old.name, now.name, changes);
  const names = new Set([...Object.keys(old.config), ...Object.keys(now.config)]);
  for (const name of names) {
    compare(
      name,
      (old.config as Record<string, unknown>)[name],
      (now.config as Record<string, unknown>)[name],
      changes,
    );
  }
  return changes;
}

function compare(field: string, before: unknown, after: unknown, changes: FieldChange[]): void {
  if (!equal(before, after)) {
    changes.push({
      field,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    });
  }
}

/** Returns true if two JSON values are equal; the order of object keys does not matter. */
export function equal(one: unknown, other: unknown): boolean {
  if (one === other) {
    return true;
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, i) => equal(item, other[i]));
  }
  if (isRecord(one) && isRecord(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...names].every((name) => equal(one[name], other[name]));
  }
  return false;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Both graphs in one, for drawing: the newer where both have a node, the older's lost ones too. */
export function union(before: Document, after: Document, found: GraphDiff): Document {
  const edges = { ...after.edges };
  for (const edge of found.edgesRemoved) {
    edges[`was ${edge.id}`] = { ...edge, id: `was ${edge.id}` };
  }
  return { nodes: { ...before.nodes, ...after.nodes }, edges };
}
