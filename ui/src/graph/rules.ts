import {
  type Configs,
  type Document,
  type GraphNode,
  handlesOf,
  type NodeKind,
  TRIGGER_TITLES,
  type TriggerEvent,
  triggerOf,
} from './graph';
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

const CAUSES: Partial<Record<NodeKind, TriggerEvent>> = {
  openConversation: 'conversation.opened',
  resolveConversation: 'conversation.resolved',
  starConversation: 'conversation.starred',
  addLabel: 'conversation.label_added',
  removeLabel: 'conversation.label_removed',
  assignToUser: 'conversation.user_assigned',
  assignToAi: 'conversation.ai_assigned',
};

/** The event that a node of this kind causes, which must not be the workflow's own trigger. */
export function causes(kind: NodeKind, config?: Configs[NodeKind]): TriggerEvent | undefined {
  if (kind === 'aiExtraction') {
    return (config as Configs['aiExtraction'] | undefined)?.labels
      ? 'conversation.label_added'
      : undefined;
  }
  return CAUSES[kind];
}

/** Why a kind cannot be added under a trigger; undefined when it can. */
export function blockedBy(
  event: TriggerEvent | undefined,
  kind: NodeKind,
  config?: Configs[NodeKind],
): string | undefined {
  return event !== undefined && causes(kind, config) === event
    ? strings.blocked(TRIGGER_TITLES[event])
    : undefined;
}

/** The nodes that a trigger would break. */
export function brokenBy(document: Document, event: TriggerEvent): GraphNode[] {
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
