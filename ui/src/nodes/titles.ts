import type { Configs, EventType, NodeKind } from '../api/kinds';
import { events } from '../generated/events';
import { kinds } from '../generated/kinds';
import { type GraphNode, wayOf } from '../graph/graph';

export const KNOWN_KINDS: ReadonlySet<string> = new Set(Object.keys(kinds));

const isKind = (kind: string): kind is NodeKind => KNOWN_KINDS.has(kind);

/** The title of a kind that may have come from a newer server. */
export const titleOfKind = (kind: string): string => (isKind(kind) ? kinds[kind].title : kind);

/** The name of a handle of such a kind. */
export const wayOfKind = (kind: string, handle: string): string | undefined =>
  isKind(kind) ? wayOf(kind, handle) : undefined;

/** The name of a node: its own, else that of its kind. */
export function titleOf(node: GraphNode): string {
  return node.name.trim() || kindTitle(node.kind, node.config);
}

/** A trigger is called by its event, everything else by its kind. */
export function kindTitle<K extends NodeKind>(kind: K, config: Configs[K]): string {
  const event = kind === 'trigger' && 'event' in config ? config.event : undefined;
  return event ? events[event].title : kinds[kind].title;
}

/** The events that a workflow can start with, in the order in which they are offered. */
export const TRIGGER_EVENTS = (Object.keys(events) as EventType[]).filter(
  (event) => events[event].firesWhen,
);
