import { type ComponentType, createContext, useContext } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { Document, GraphEdge, GraphNode, Handle, Problem } from '../graph/graph';
import type { ShownStatus } from '../parts/words';

/** The state of a run at one node. */
export interface StepMark {
  status: ShownStatus;
  /** Shown from the second on. */
  attempt?: number | undefined;
  /** The handle by which it was left; the edge there is drawn as taken. */
  handle?: string | undefined;
  /** A few words more, for example "until 14:05". */
  note?: string | undefined;
}

export type RunOverlay = Record<string, StepMark>;

export type Mark = 'added' | 'removed' | 'changed' | 'moved';

/** The differences between two graphs, by node and edge id. */
export interface Marks {
  nodes: Record<string, Mark>;
  edges: Record<string, Mark>;
}

/** The state that a canvas draws. The editor's state includes it. */
export interface CanvasView {
  document: Document;
  problems: Record<string, Problem[]>;
  run?: RunOverlay | undefined;
  marks?: Marks | undefined;
  /** While a connection is drawn: why nodes cannot be its target. */
  refused?: Record<string, string> | undefined;
  /** The node whose text is being written in its card. */
  composing?: string | undefined;
}

/** The actions on the canvas itself; absent if it is read-only. */
export interface CanvasActions {
  quickAdd(from: QuickAddFrom, at: { x: number; y: number }): void;
  removeEdge(id: string): void;
  /** In which the text of a node is written in its card. */
  Composer: ComponentType<{ node: GraphNode }>;
}

export type QuickAddFrom =
  | { source: string; handle: Handle }
  | { edge: string }
  | { nowhere: true };

/** A canvas only reads, so whatever holds more than it needs will do. */
type CanvasStore = Pick<StoreApi<CanvasView>, 'getState' | 'getInitialState' | 'subscribe'>;

export const CanvasContext = createContext<CanvasStore | null>(null);
export const ActionsContext = createContext<CanvasActions | null>(null);

export function useCanvas<T>(select: (view: CanvasView) => T): T {
  const store = useContext(CanvasContext);
  if (!store) {
    throw new Error('no canvas around this');
  }
  return useStore(store, select);
}

const used = new WeakMap<Record<string, GraphEdge>, Set<string>>();

/** Returns true if an edge leaves the handle; computed once for each set of edges. */
export function isUsed(document: Document, source: string, handle: Handle): boolean {
  let found = used.get(document.edges);
  if (!found) {
    found = new Set(Object.values(document.edges).map((edge) => `${edge.source} ${edge.handle}`));
    used.set(document.edges, found);
  }
  return found.has(`${source} ${handle}`);
}

const entered = new WeakMap<Record<string, GraphEdge>, Set<string>>();

/** Returns true if an edge leads to the node; computed once for each set of edges. */
export function isEntered(document: Document, target: string): boolean {
  let found = entered.get(document.edges);
  if (!found) {
    found = new Set(Object.values(document.edges).map((edge) => edge.target));
    entered.set(document.edges, found);
  }
  return found.has(target);
}

/** Returns true if a run took the edge. */
export function isTaken(document: Document, run: RunOverlay, edge: GraphEdge): boolean {
  const left = run[edge.source];
  const isStart = document.nodes[edge.source]?.kind === 'trigger';
  return run[edge.target] !== undefined && (isStart || left?.handle === edge.handle);
}
