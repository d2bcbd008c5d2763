/** The graph of a workflow as the API speaks of it, and as it is edited. */

export const TRIGGER_EVENTS = [
  'conversation.created',
  'conversation.session_started',
  'conversation.ai_assigned',
  'conversation.user_assigned',
  'conversation.opened',
  'conversation.resolved',
  'conversation.starred',
  'conversation.label_added',
  'conversation.label_removed',
] as const;

export type TriggerEvent = (typeof TRIGGER_EVENTS)[number];

/** The names of the triggers on screen. */
export const TRIGGER_TITLES: Record<TriggerEvent, string> = {
  'conversation.created': 'New Conversation',
  'conversation.session_started': 'New Conversation Session',
  'conversation.ai_assigned': 'AI Agent Assigned',
  'conversation.user_assigned': 'Human Agent Assigned',
  'conversation.opened': 'Conversation Opened',
  'conversation.resolved': 'Conversation Resolved',
  'conversation.starred': 'Conversation Starred',
  'conversation.label_added': 'Label Added',
  'conversation.label_removed': 'Label Removed',
};

export type ConditionField = 'status' | 'labels' | 'channel' | 'starred' | 'messageText';

export interface Condition {
  field: ConditionField;
  operator: string;
  value: string | boolean;
  caseSensitive?: boolean;
}

export type DelayUnit = 'minutes' | 'hours' | 'days';
export type FetchMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface FetchHeader {
  name: string;
  value: string;
}

/** The settings of each kind of node. */
export interface Configs {
  trigger: { event?: TriggerEvent };
  sendMessage: { text: string };
  openConversation: Record<string, never>;
  resolveConversation: Record<string, never>;
  starConversation: Record<string, never>;
  unstarConversation: Record<string, never>;
  addLabel: { labels: string[] };
  removeLabel: { labels: string[] };
  assignToUser: { user: string };
  assignToAi: { persona: string };
  aiExtraction: {
    labels: boolean;
    /** The only labels that may be added; absent or empty for all. */
    allowedLabels?: string[];
    /** From 0 to 1; absent for the workspace's. */
    threshold?: number;
    fields: string[];
    sentiment: boolean;
  };
  customSkill: {
    skillSet: string;
    skill: string;
    arguments: Record<string, unknown>;
    /** False when nothing of the result may be kept. */
    keepReply?: boolean;
    sampleReply?: unknown;
  };
  decision: { match: 'all' | 'any'; conditions: Condition[] };
  delay: { amount: number; unit: DelayUnit };
  end: Record<string, never>;
  fetch: {
    method: FetchMethod;
    url: string;
    headers: FetchHeader[];
    body?: string;
    timeoutSeconds?: number;
    ifUnanswered?: 'retry' | 'fail';
    sendCausation?: boolean;
    /** False when nothing of the reply but its status may be kept. */
    keepReply?: boolean;
    sampleReply?: Record<string, unknown>;
  };
}

export type NodeKind = keyof Configs;
export type Handle = 'next' | 'true' | 'false';

export interface Position {
  x: number;
  y: number;
}

export interface NodeOf<K extends NodeKind> {
  id: string;
  kind: K;
  name: string;
  position: Position;
  config: Configs[K];
}

export type GraphNode = { [K in NodeKind]: NodeOf<K> }[NodeKind];

export interface GraphEdge {
  id: string;
  source: string;
  handle: Handle;
  target: string;
}

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

/** Something wrong with a graph, as the server tells it. */
export interface Problem {
  code: string;
  message: string;
  nodeId?: string;
  pointer?: string;
  severity: 'error' | 'warning';
}

export function handlesOf(kind: NodeKind): readonly Handle[] {
  if (kind === 'decision') {
    return ['true', 'false'];
  }
  return kind === 'end' ? [] : ['next'];
}

export const HANDLE_NAMES: Record<Handle, string> = { next: 'Next', true: 'True', false: 'False' };

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
