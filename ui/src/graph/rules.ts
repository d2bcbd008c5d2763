import type { Configs, EventType, KindFacts, NodeKind } from '../api/kinds';
import { events } from '../generated/events';
import { kinds } from '../generated/kinds';
import { type Document, type GraphNode, handlesOf, triggerOf } from './graph';
import { strings } from './strings';

type Neighbours = Map<string, string[]>;

function neighbours(document: Document, from: 'source' | 'target'): Neighbours {
  const to = from === 'source' ? 'target' : 'source';
  const found: Neighbours = new Map();
  for (const edge of Object.values(document.edges)) {
    const list = found.get(edge[from]);
    if (list) {
      list.push(edge[to]);
    } else {
      found.set(edge[from], [edge[to]]);
    }
  }
  return found;
}

function spread(from: string, ways: Neighbours): Set<string> {
  const reached = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const next of ways.get(id) ?? []) {
      if (!reached.has(next)) {
        reached.add(next);
        open.push(next);
      }
    }
  }
  return reached;
}

/** The nodes that come before this one on some path. */
export function ancestors(document: Document, id: string): Set<string> {
  return spread(id, neighbours(document, 'target'));
}

/** The nodes that come after this one on some path. */
export function descendants(document: Document, id: string): Set<string> {
  return spread(id, neighbours(document, 'source'));
}

/**
 * Why a node cannot be led to from a source, for every node that cannot. Worked out once for each
 * connection that is drawn, not once for each node it passes over.
 */
export function refusals(document: Document, source: string): Record<string, string> {
  const before = ancestors(document, source);
  const reasons: Record<string, string> = {};
  for (const node of Object.values(document.nodes)) {
    if (node.id === source) {
      reasons[node.id] = strings.leadsToItself;
    } else if (node.kind === 'trigger') {
      reasons[node.id] = strings.leadsToTrigger;
    } else if (before.has(node.id)) {
      reasons[node.id] = strings.circle;
    }
  }
  return reasons;
}

/** The events that a node of this kind may cause, as it is set. */
export function causes<K extends NodeKind>(kind: K, config: Configs[K]): EventType[] {
  const { causes: all = [] }: KindFacts<K> = kinds[kind];
  return all
    .filter(({ when }) => when === undefined || config[when] === true)
    .map(({ event }) => event);
}

/** Why a node cannot be added under a trigger; undefined when it can. */
export function blockedBy<K extends NodeKind>(
  event: EventType | undefined,
  kind: K,
  config: Configs[K],
): string | undefined {
  return event !== undefined && causes(kind, config).includes(event)
    ? strings.blocked(events[event].title)
    : undefined;
}

/** The settings of a new node; a switch that would start the workflow again is off. */
export function firstSettings<K extends NodeKind>(
  kind: K,
  event: EventType | undefined,
): Configs[K] {
  const { first, causes: all = [] }: KindFacts<K> = kinds[kind];
  const off = all.flatMap(({ event: caused, when }) => (caused === event && when ? [when] : []));
  return { ...structuredClone(first), ...Object.fromEntries(off.map((name) => [name, false])) };
}

/** The nodes that a trigger would break. */
export function brokenBy(document: Document, event: EventType): GraphNode[] {
  return Object.values(document.nodes).filter((node) => blockedBy(event, node.kind, node.config));
}

/**
 * The nodes in the order in which a run can meet them: depth first from the trigger, True before
 * False, then those that nothing leads to. A node follows everything that leads to it.
 */
export function inOrder(document: Document): string[] {
  const done = new Set<string>();
  const backwards: string[] = [];
  const next = new Map(Object.values(document.edges).map((e) => [`${e.source} ${e.handle}`, e]));
  const visit = (root: string) => {
    // By hand, since 200 nodes in a row are a deep recursion for no reason.
    const path = [{ id: root, open: targets(root) }];
    done.add(root);
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const target = at.open.pop();
      if (target === undefined) {
        backwards.push(at.id);
        path.pop();
      } else if (!done.has(target)) {
        done.add(target);
        path.push({ id: target, open: targets(target) });
      }
    }
  };
  // The last to be visited comes first once turned round, so False is visited before True.
  const targets = (id: string) => {
    const kind = document.nodes[id]?.kind;
    return (kind ? handlesOf(kind) : []).flatMap((handle) => {
      const edge = next.get(`${id} ${handle}`);
      return edge && document.nodes[edge.target] ? [edge.target] : [];
    });
  };
  const trigger = triggerOf(document);
  const ids = Object.keys(document.nodes);
  const entered = new Set(Object.values(document.edges).map((edge) => edge.target));
  const loose = ids.filter((id) => id !== trigger?.id && !entered.has(id));
  for (const root of [...loose.reverse(), ...(trigger ? [trigger.id] : [])]) {
    if (!done.has(root)) {
      visit(root);
    }
  }
  const ordered = backwards.reverse();
  return [...ordered, ...ids.filter((id) => !done.has(id))];
}
