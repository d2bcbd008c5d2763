import type { NodeKind } from '../api/kinds';
import type { Cutting } from './edits';
import { type Document, type GraphEdge, type GraphNode, handlesOf } from './graph';

const MARK = 'parley/graph';

/** The chosen nodes and the edges among them as text; a trigger stays, since there is only one. */
export function copied(document: Document, ids: Iterable<string>): Cutting {
  const chosen = new Set(
    [...ids].filter((id) => document.nodes[id] && document.nodes[id].kind !== 'trigger'),
  );
  return {
    nodes: [...chosen].map((id) => document.nodes[id] as GraphNode),
    edges: Object.values(document.edges).filter(
      (edge) => chosen.has(edge.source) && chosen.has(edge.target),
    ),
  };
}

export function toText(cutting: Cutting): string {
  return JSON.stringify({ type: MARK, ...cutting }, null, 1);
}

/** Reads what {@link toText} wrote, or a whole exported graph; undefined for any other text. */
export function fromText(text: string, known: ReadonlySet<string>): Cutting | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(json) || !(json.type === MARK || json.schema === 1)) {
    return undefined;
  }
  const nodes = list(json.nodes).filter((node): node is GraphNode => isNode(node, known));
  const ids = new Set(nodes.map((node) => node.id));
  const edges = list(json.edges)
    .filter(isEdge)
    .filter((edge) => ids.has(edge.source) && ids.has(edge.target));
  const kinds = new Map(nodes.map((node) => [node.id, node.kind]));
  return nodes.length === 0
    ? undefined
    : {
        nodes,
        edges: edges.filter((edge) =>
          handlesOf(kinds.get(edge.source) as NodeKind).includes(edge.handle),
        ),
      };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isNode(value: unknown, known: ReadonlySet<string>): boolean {
  return (
    isObject(value) &&
    typeof value.id === 'string' &&
    typeof value.kind === 'string' &&
    known.has(value.kind) &&
    value.kind !== 'trigger' &&
    typeof value.name === 'string' &&
    isObject(value.position) &&
    Number.isFinite(value.position.x) &&
    Number.isFinite(value.position.y) &&
    isObject(value.config)
  );
}

function isEdge(value: unknown): value is GraphEdge {
  return (
    isObject(value) &&
    typeof value.source === 'string' &&
    typeof value.target === 'string' &&
    typeof value.handle === 'string'
  );
}
