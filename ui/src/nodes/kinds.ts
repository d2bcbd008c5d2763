import type { Configs, NodeKind, NodeOf } from '../graph/graph';
import { type GraphNode, TRIGGER_TITLES } from '../graph/graph';
import { aiExtraction } from './aiExtraction';
import { assignToAi, assignToUser } from './assignments';
import { customSkill } from './customSkill';
import { decision } from './decision';
import { delay } from './delay';
import { end } from './end';
import { fetchNode } from './fetch';
import { addLabel, removeLabel } from './labels';
import {
  openConversation,
  resolveConversation,
  starConversation,
  unstarConversation,
} from './plainActions';
import { sendMessage } from './sendMessage';
import { trigger } from './trigger';
import type { KindView, Names } from './view';

/** Every kind of node, in the order of the left sidebar. A forgotten one does not compile. */
export const kinds = {
  trigger,
  sendMessage,
  openConversation,
  resolveConversation,
  starConversation,
  unstarConversation,
  addLabel,
  removeLabel,
  assignToUser,
  assignToAi,
  aiExtraction,
  customSkill,
  decision,
  delay,
  end,
  fetch: fetchNode,
} satisfies { [K in NodeKind]: KindView<K> };

export const NODE_KINDS = Object.keys(kinds) as NodeKind[];
export const KNOWN_KINDS: ReadonlySet<string> = new Set(NODE_KINDS);

/** The view of one kind, for code that does not care which. */
export function viewOf<K extends NodeKind>(kind: K): KindView<K> {
  return kinds[kind] as unknown as KindView<K>;
}

export function summaryOf(node: GraphNode, names: Names): string {
  return viewOf(node.kind).summary(node.config as never, names);
}

/** What people call a node: its name, else what its kind is called. */
export function titleOf(node: GraphNode): string {
  return node.name.trim() || kindTitle(node.kind, node.config);
}

/** A trigger is called by its event, everything else by its kind. */
export function kindTitle<K extends NodeKind>(kind: K, config: Configs[K]): string {
  const event = kind === 'trigger' ? (config as NodeOf<'trigger'>['config']).event : undefined;
  return event ? TRIGGER_TITLES[event] : viewOf(kind).title;
}
