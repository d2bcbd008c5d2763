import { applyPatches, enablePatches, type Patch, produceWithPatches } from 'immer';
import type { Document } from './graph';

enablePatches();

const LONGEST = 200;
const JOINS_WITHIN = 1_000;

/** Changes whose join key begins like this are one thing to undo, however long they take. */
export const TOGETHER = 'together ';

/** One thing that was done, and how to undo it. */
export interface Entry {
  label: string;
  undo: Patch[];
  redo: Patch[];
  joinKey?: string | undefined;
  at: number;
}

export interface History {
  past: Entry[];
  future: Entry[];
}

export interface Edited {
  document: Document;
  history: History;
}

export const NO_HISTORY: History = { past: [], future: [] };

/**
 * Changes a document and remembers how to undo it. Changes with the same join key shortly after one
 * another, such as letters typed into one field, are undone together.
 */
export function edit(
  { document, history }: Edited,
  label: string,
  recipe: (draft: Document) => void,
  now: number,
  joinKey?: string,
): Edited {
  const [changed, redo, undo] = produceWithPatches(document, recipe);
  if (redo.length === 0) {
    return { document, history };
  }
  const last = history.past.at(-1);
  const joins =
    last &&
    joinKey &&
    last.joinKey === joinKey &&
    (now - last.at < JOINS_WITHIN || joinKey.startsWith(TOGETHER));
  const entry: Entry = joins
    ? { ...last, undo: [...undo, ...last.undo], redo: [...last.redo, ...redo], at: now }
    : { label, undo, redo, joinKey, at: now };
  const kept = joins ? history.past.slice(0, -1) : history.past;
  return {
    document: changed,
    history: { past: [...kept, entry].slice(-LONGEST), future: [] },
  };
}

export function undo({ document, history }: Edited): Edited {
  const entry = history.past.at(-1);
  return entry
    ? {
        document: applyPatches(document, entry.undo),
        history: { past: history.past.slice(0, -1), future: [entry, ...history.future] },
      }
    : { document, history };
}

export function redo({ document, history }: Edited): Edited {
  const entry = history.future[0];
  return entry
    ? {
        document: applyPatches(document, entry.redo),
        // Typing after a redo starts a new entry, so the old key is dropped.
        history: {
          past: [...history.past, { ...entry, joinKey: undefined }],
          future: history.future.slice(1),
        },
      }
    : { document, history };
}
