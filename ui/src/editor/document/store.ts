import { createStore, type StoreApi } from 'zustand';
import { shallow as isShallowEqual } from 'zustand/shallow';
import type { CanvasView } from '../../canvas/state';
import { equal } from '../../graph/diff';
import { disconnect, remove } from '../../graph/edits';
import type { Document, Handle, Problem } from '../../graph/graph';
import { edit, type History, NO_HISTORY, redo, undo } from '../../graph/history';
import { strings } from '../parts/strings';
import type { WorkingCopy } from './workingCopy';

/** The progress of unsent changes to the server. */
export type Kept = 'kept' | 'waiting' | 'saving' | 'conflict' | 'offline' | 'refused';

/** A change that someone else made at the same time. */
export interface Conflict {
  changedBy: string;
  changedAt: string;
  theirs: WorkingCopy;
}

export interface EditorState extends CanvasView {
  history: History;
  /** Selected nodes and edges. This is the only place that holds them; the canvas reports changes. */
  selected: ReadonlySet<string>;
  selectedEdges: ReadonlySet<string>;
  kept: Kept;
  keptDetail?: string | undefined;
  /** While kept is 'conflict': the sides to choose from. */
  conflict?: Conflict | undefined;
  /** The newest saved version, and whether the working copy differs from it. */
  basedOn: number;
  unsaved: boolean;
  /** Problems of the graph and of its nodes, as the server last reported them. */
  allProblems: Problem[];
  /** The graph that the server checked for problems. */
  judged?: Document | undefined;
  /** Nodes whose fields show their problems: they were left once, or a publish was tried. */
  visited: ReadonlySet<string>;
  tried: boolean;
  /** A setting to go to, by JSON pointer or simply the first, once its panel is there. */
  asked?: { node: string; pointer?: string | undefined } | undefined;
  /** Something is carried over the canvas from the left sidebar. */
  carried?: boolean | undefined;
  /** The edge that a carried node would be put into. */
  aimed?: string | undefined;

  edit(label: string, recipe: (draft: Document) => void, joinKey?: string): void;
  undo(): void;
  redo(): void;
  select(nodes: Iterable<string>, edges?: Iterable<string>): void;
  removeSelected(): void;
  setProblems(problems: Problem[]): void;
}

export type EditorStore = StoreApi<EditorState>;

const NONE: ReadonlySet<string> = new Set();

export function createEditor(document: Document): EditorStore {
  return createStore<EditorState>((set, get) => ({
    document,
    history: NO_HISTORY,
    problems: {},
    allProblems: [],
    selected: NONE,
    selectedEdges: NONE,
    visited: NONE,
    tried: false,
    kept: 'kept',
    basedOn: 0,
    unsaved: false,

    edit: (label, recipe, joinKey) =>
      set((state) => edit(state, label, recipe, Date.now(), joinKey)),
    undo: () => set((state) => existing(undo(state), state)),
    redo: () => set((state) => existing(redo(state), state)),

    select: (nodes, edges = []) =>
      set((state) => {
        const next = new Set(nodes);
        const left = [...state.selected].filter((id) => !next.has(id));
        return {
          selected: same(state.selected, next),
          selectedEdges: same(state.selectedEdges, new Set(edges)),
          visited: left.every((id) => state.visited.has(id))
            ? state.visited
            : new Set([...state.visited, ...left]),
        };
      }),

    removeSelected: () => {
      const { selected, selectedEdges, document: now } = get();
      const nodes = [...selected].filter((id) => now.nodes[id]);
      const edges = [...selectedEdges].filter((id) => now.edges[id]);
      if (nodes.length + edges.length > 0) {
        get().edit(
          nodes.length > 0 ? strings.deleteNodes(nodes.length) : strings.deleteEdges(edges.length),
          (draft) => remove(draft, nodes, edges),
        );
        get().select([]);
      }
    },

    setProblems: (allProblems) => {
      const problems: Record<string, Problem[]> = {};
      for (const problem of allProblems) {
        if (problem.nodeId) {
          const list = problems[problem.nodeId] ?? [];
          list.push(problem);
          problems[problem.nodeId] = list;
        }
      }
      // Equal problems stay the same object, since the canvas redraws new ones.
      const { problems: old, allProblems: all } = get();
      for (const [id, list] of Object.entries(problems)) {
        const before = old[id];
        if (before && equal(before, list)) {
          problems[id] = before;
        }
      }
      set({
        allProblems: equal(all, allProblems) ? all : allProblems,
        problems: isShallowEqual(old, problems) ? old : problems,
      });
    },
  }));
}

function same(before: ReadonlySet<string>, now: ReadonlySet<string>): ReadonlySet<string> {
  return before.size === now.size && [...now].every((id) => before.has(id)) ? before : now;
}

/** Drops nodes and edges that no longer exist from the selection. */
function existing(
  edited: { document: Document; history: History },
  state: EditorState,
): Partial<EditorState> {
  const { document: now } = edited;
  return {
    document: now,
    history: edited.history,
    selected: same(state.selected, new Set([...state.selected].filter((id) => now.nodes[id]))),
    selectedEdges: same(
      state.selectedEdges,
      new Set([...state.selectedEdges].filter((id) => now.edges[id])),
    ),
  };
}

/** Leads a handle to a node, or to nothing, as one thing to undo. */
export function lead(
  store: EditorStore,
  source: string,
  handle: Handle,
  target: string | null,
  connect: (draft: Document, source: string, handle: Handle, target: string) => void,
): void {
  store
    .getState()
    .edit(target ? strings.connect : strings.disconnect, (draft) =>
      target ? connect(draft, source, handle, target) : disconnect(draft, source, handle),
    );
}
