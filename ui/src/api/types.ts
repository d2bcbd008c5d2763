/** The types of the API, named as in the product. */
import type { components } from './schema';

export type Schemas = components['schemas'];

export type Workflow = Schemas['Workflow'];
export type WorkflowStatus = Workflow['status'];
export type Session = Schemas['Session'];
export type Execution = Schemas['Execution'];
export type ExecutionStatus = Execution['status'];
export type ExecutionMode = Execution['mode'];
export type Step = Schemas['Step'];
export type StepStatus = Step['status'];
export type Failure = Schemas['Failure'];
export type GraphProblem = Schemas['GraphProblem'];
/** A graph as the server holds it, whole. */
export type Graph = Schemas['Graph'];
export type GraphNode = Schemas['GraphNode'];
export type GraphEdge = Schemas['Edge'];

export interface Page<T> {
  items: T[];
  nextCursor?: string;
}
