/** What the API answers, in the words of the product. */

export type WorkflowStatus = 'draft' | 'active' | 'paused' | 'archived';
export type ExecutionStatus = 'pending' | 'running' | 'completed' | 'failed' | 'cancelled';
export type ExecutionMode = 'production' | 'test' | 'manual';
export type StepStatus =
  | 'running'
  | 'waiting'
  | 'retrying'
  | 'completed'
  | 'failed'
  | 'cancelled'
  | 'reused';

export type EventType =
  | 'conversation.created'
  | 'conversation.session_started'
  | 'conversation.ai_assigned'
  | 'conversation.user_assigned'
  | 'conversation.opened'
  | 'conversation.resolved'
  | 'conversation.starred'
  | 'conversation.label_added'
  | 'conversation.label_removed';

export interface Page<T> {
  items: T[];
  nextCursor?: string;
}

export interface Session {
  name: string;
  scopes: string[];
  temporalUi: string;
  temporalNamespace: string;
}

export interface Workflow {
  id: string;
  name: string;
  description: string;
  trigger?: EventType;
  status: WorkflowStatus;
  versions: number;
  executions: number;
  failures: number;
  activeVersion?: number;
  revision: number;
  hasWorkingCopy: boolean;
  changedBy: string;
  createdAt: string;
  updatedAt: string;
  /** Runs that are going; only when one workflow is read. */
  openExecutions?: number;
}

export interface GraphNode {
  id: string;
  kind: string;
  name: string;
  position: { x: number; y: number };
  config: Record<string, unknown>;
}

export interface GraphEdge {
  id: string;
  source: string;
  handle: string;
  target: string;
}

export interface Graph {
  schema: 1;
  nodes: GraphNode[];
  edges: GraphEdge[];
}

export interface GraphProblem {
  code: string;
  message: string;
  nodeId?: string;
  pointer?: string;
  severity: 'error' | 'warning';
}

export interface Failure {
  code?: string;
  message?: string;
  nodeId?: string;
}

export interface Step {
  nodeId: string;
  kind: string;
  name: string;
  status: StepStatus;
  attempt: number;
  startedAt: string;
  completedAt?: string;
  resumeAt?: string;
  input?: unknown;
  output?: unknown;
  error?: Failure;
  handle?: string;
}

export interface Execution {
  id: string;
  workflowId: string;
  workflowName: string;
  version?: number;
  trigger: EventType;
  mode: ExecutionMode;
  status: ExecutionStatus;
  conversationId: string;
  event?: Record<string, unknown>;
  createdAt: string;
  startedAt?: string;
  completedAt?: string;
  error?: Failure;
  retriedFrom?: string;
  steps?: Step[];
}
