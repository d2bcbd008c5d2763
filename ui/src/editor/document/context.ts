import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { QuickAddFrom } from '../../canvas/state';
import type { Position } from '../../graph/graph';
import type { Keeper } from './keeper';
import type { Addable, Place } from './placing';
import type { EditorState, EditorStore } from './store';

/** The actions of the editor, for its parts to share. */
export interface Editor {
  workflowId: string;
  store: EditorStore;
  keeper: Keeper;
  /** Adds and shows a node, and announces it. */
  add(what: Addable, place: Place): void;
  /** Adds a node where it fits best: after the selected one. */
  addNaturally(what: Addable): void;
  quickAdd(from: QuickAddFrom, at?: { x: number; y: number }): void;
  /** Selects a node, brings it into view and, if given, moves to a field of its panel. */
  goTo(node: string, pointer?: string): void;
  /** Brings a node into view; while it is there already, nothing moves. */
  show(node: string, readable?: boolean): void;
  /** Moves the focus to a node as soon as it can take it. */
  focusNode(node: string): void;
  /** Opens the text of a node in its card. Returns false if it has none. */
  compose(node: string): boolean;
  middle(): Position;
  arrange(): void;
  zoomToSelection(): void;
  /** Returns the selected nodes as text for the clipboard, and deletes them if they are cut. */
  takeText(cut: boolean): string | undefined;
  copy(cut?: boolean): void;
  pasteText(text: string): void;
  pasteFromSystem(): void;
  duplicate(): void;
  say(message: string): void;
}

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) {
    throw new Error('no editor around this');
  }
  return editor;
}

export function useEditorState<T>(select: (state: EditorState) => T): T {
  return useStore(useEditor().store, select);
}
