import { type RefObject, useEffect } from 'react';
import { placeUnder } from '../../canvas/look';
import { copied, fromText, toText } from '../../graph/clipboard';
import { type Cutting, freePlace, paste, remove } from '../../graph/edits';
import { type Position, triggerOf } from '../../graph/graph';
import { blockedBy } from '../../graph/rules';
import { KNOWN_KINDS, titleOf } from '../../nodes/titles';
import { notifyFailure } from '../../parts/notify';
import type { Editor } from '../document/context';
import type { EditorStore } from '../document/store';
import { strings } from '../parts/strings';
import { isField } from './keys';
import type { Board, ViewActions } from './viewActions';

type ClipboardActions = Pick<
  Editor,
  'takeText' | 'copy' | 'pasteText' | 'pasteFromSystem' | 'duplicate'
>;

/** The position of the pointer on the screen while it is over the canvas. */
export type Pointer = RefObject<Position | undefined>;

/** Returns the actions that copy, cut, paste and duplicate nodes. */
export function clipboardActions(
  { store, flow, say }: Board,
  view: ViewActions,
  pointer: Pointer,
): ClipboardActions {
  const insert = (cutting: Cutting, at: Position, label: string) => {
    let ids: string[] = [];
    store.getState().edit(label, (draft) => {
      ids = paste(draft, cutting, at);
    });
    store.getState().select(ids);
    const [first] = ids;
    if (first) {
      setTimeout(() => view.show(first));
      view.focusNode(first);
    }
    warnOfBlocked(store, ids);
  };
  const takeText = (cut: boolean): string | undefined => {
    const { document: now, selected } = store.getState();
    const cutting = copied(now, selected);
    if (cutting.nodes.length === 0) {
      say(strings.nothingCopied);
      return undefined;
    }
    if (cut) {
      const ids = cutting.nodes.map((node) => node.id);
      store.getState().edit(strings.cut, (draft) => remove(draft, ids));
      store.getState().select([]);
    }
    say(strings.copied(cutting.nodes.length));
    return toText(cutting);
  };
  const pasteText = (text: string) => {
    const cutting = fromText(text, KNOWN_KINDS);
    if (!cutting) {
      say(strings.pasteNothing);
      return;
    }
    const at = pointer.current ? placeUnder(flow, pointer.current) : view.middle();
    insert(cutting, freePlace(store.getState().document, at), strings.paste);
  };
  return {
    takeText,
    pasteText,
    copy: (cut) => {
      const text = takeText(cut ?? false);
      if (text) {
        navigator.clipboard?.writeText(text).catch(() => say(strings.pasteNoAccess));
      }
    },
    pasteFromSystem: () => {
      navigator.clipboard
        ?.readText()
        .then(pasteText)
        .catch(() => notifyFailure(strings.paste, strings.pasteNoAccess));
    },
    duplicate: () => {
      const { document: now, selected } = store.getState();
      const cutting = copied(now, selected);
      if (cutting.nodes.length > 0) {
        const left = Math.min(...cutting.nodes.map((node) => node.position.x));
        const top = Math.min(...cutting.nodes.map((node) => node.position.y));
        insert(cutting, { x: left + 40, y: top + 40 }, strings.duplicate);
      } else {
        say(strings.nothingCopied);
      }
    },
  };
}

/** Notifies the user if the workflow's trigger blocks some of these nodes. */
function warnOfBlocked(store: EditorStore, ids: string[]): void {
  const now = store.getState().document;
  const event = triggerOf(now)?.config.event;
  const blocked = ids
    .flatMap((id) => now.nodes[id] ?? [])
    .filter((node) => blockedBy(event, node.kind, node.config));
  if (blocked.length > 0) {
    const titles = blocked.map((node) => titleOf(node)).join(', ');
    notifyFailure(strings.pastedBlocked, strings.blockedList(titles));
  }
}

/** Handles the browser's own copy, cut and paste events, which need no permission. */
export function useClipboard(editor: Editor, pointer: Pointer): void {
  useEffect(() => {
    const onCopy = (event: ClipboardEvent) => {
      if (isOurs(event.target) && editor.store.getState().selected.size > 0) {
        const text = editor.takeText(event.type === 'cut');
        if (text) {
          event.clipboardData?.setData('text/plain', text);
          event.preventDefault();
        }
      }
    };
    const onPaste = (event: ClipboardEvent) => {
      if (isOurs(event.target)) {
        event.preventDefault();
        editor.pasteText(event.clipboardData?.getData('text/plain') ?? '');
      }
    };
    const onMove = (event: PointerEvent) => {
      const over = event.target instanceof Element && event.target.closest('.react-flow__pane');
      pointer.current = over ? { x: event.clientX, y: event.clientY } : undefined;
    };
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    document.addEventListener('pointermove', onMove, { passive: true });
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
      document.removeEventListener('pointermove', onMove);
    };
  }, [editor, pointer]);
}

/** Returns true unless a field, a dialog or selected text handles the clipboard. */
const isOurs = (target: EventTarget | null): boolean =>
  !isField(target) &&
  !(target instanceof Element && target.closest('[role="dialog"]')) &&
  (document.getSelection()?.toString() ?? '') === '';
