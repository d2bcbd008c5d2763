import { useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { messageOf } from '../api/problem';
import { boardBox, bringIntoView, elementOf, fitOf, placesOf, placeUnder } from '../canvas/look';
import { copied, fromText, toText } from '../graph/clipboard';
import { type Cutting, freePlace, paste, remove } from '../graph/edits';
import { type Position, triggerOf } from '../graph/graph';
import { arrange, type Size } from '../graph/layout';
import { blockedBy } from '../graph/rules';
import { KNOWN_KINDS, kindTitle, titleOf } from '../nodes/kinds';
import { notifyFailure } from '../parts/notify';
import type { Editor } from './context';
import { nodeFocus } from './focus';
import { isField } from './keys';
import { type Addable, add, below, naturalPlace, type Place, whyNot } from './placing';
import type { QuickAddRequest } from './QuickAdd';
import type { Opened } from './session';
import { strings } from './strings';

/** What the editor can do, for its buttons, its keys and its menus alike. */
export function useWorkbench(workflowId: string, { store, keeper }: Opened) {
  const flow = useReactFlow();
  const [quick, setQuick] = useState<QuickAddRequest>();
  const [live, setLive] = useState('');
  const [arranging, setArranging] = useState(false);
  const pointer = useRef<{ x: number; y: number } | undefined>(undefined);

  const editor = useMemo<Editor>(() => {
    const focusNode = nodeFocus(store);
    const middle = (): Position => {
      const box = boardBox();
      return box
        ? below(placeUnder(flow, { x: box.left + box.width / 2, y: box.top + box.height / 3 }))
        : { x: 0, y: 0 };
    };
    const say = (message: string) => setLive((old) => (old === message ? `${message} ` : message));
    const show = (id: string, readable = false) => {
      const node = store.getState().document.nodes[id];
      if (node) {
        bringIntoView(flow, node.position, readable);
      }
    };
    const addAt = (what: Addable, place: Place) => {
      const reason = whyNot(store.getState().document, what);
      if (reason) {
        say(reason);
        return;
      }
      const id = add(store, what, place);
      if (id) {
        const node = store.getState().document.nodes[id];
        say(strings.added(node ? kindTitle(node.kind, node.config as never) : ''));
        setTimeout(() => show(id));
        focusNode(id);
      }
    };
    const pasteCutting = (cutting: Cutting, at: Position, label: string) => {
      let ids: string[] = [];
      store.getState().edit(label, (draft) => {
        ids = paste(draft, cutting, at);
      });
      store.getState().select(ids);
      const [first] = ids;
      if (first) {
        setTimeout(() => show(first));
        focusNode(first);
      }
      const now = store.getState().document;
      const event = triggerOf(now)?.config.event;
      const blocked = ids
        .flatMap((id) => now.nodes[id] ?? [])
        .filter((node) => blockedBy(event, node.kind, node.config));
      if (blocked.length > 0) {
        const titles = blocked.map((node) => titleOf(node)).join(', ');
        notifyFailure(strings.pastedBlocked, strings.blockedList(titles));
      }
    };
    const pasteText = (text: string) => {
      const cutting = fromText(text, KNOWN_KINDS);
      if (!cutting) {
        say(strings.pasteNothing);
        return;
      }
      const at = pointer.current ? placeUnder(flow, pointer.current) : middle();
      pasteCutting(cutting, freePlace(store.getState().document, at), strings.paste);
    };
    const made: Editor = {
      workflowId,
      store,
      keeper,
      middle,
      say,
      show,
      focusNode,
      add: addAt,
      addNaturally: (what) => {
        const { document: now, selected } = store.getState();
        addAt(what, naturalPlace(now, selected, middle()));
      },
      quickAdd: (from, at) => {
        const { document: now, selected } = store.getState();
        const chosen = [...selected][0];
        const anchor = at ?? (chosen ? elementOf(chosen)?.getBoundingClientRect() : undefined);
        const place = at || !chosen ? undefined : naturalPlace(now, selected, middle());
        const box = boardBox();
        setQuick({
          from: place && 'after' in place ? { source: place.after, handle: place.handle } : from,
          at: at ?? {
            x: anchor ? anchor.x : (box?.left ?? 0) + 200,
            y: anchor ? anchor.y + 74 : (box?.top ?? 0) + 120,
          },
        });
      },
      goTo: (id, setting) => {
        store.getState().select([id]);
        setTimeout(() => show(id, true));
        if (setting !== undefined) {
          store.setState({ asked: { node: id, pointer: setting } });
        }
      },
      compose: (id) => {
        const { document: now, select } = store.getState();
        if (now.nodes[id]?.kind !== 'sendMessage') {
          return false;
        }
        select([id]);
        show(id, true);
        store.setState({ composing: id });
        return true;
      },
      arrange: () => {
        const { document: now, selected } = store.getState();
        const sizes: Record<string, Size> = {};
        for (const { id, measured } of flow.getNodes()) {
          if (measured?.width && measured.height) {
            sizes[id] = { width: measured.width, height: measured.height };
          }
        }
        const only = selected.size > 1 ? new Set(selected) : undefined;
        arrange(now, sizes, only)
          .then((places) => {
            setArranging(true);
            store.getState().edit(strings.autoLayout, (draft) => {
              for (const [id, place] of Object.entries(places)) {
                const node = draft.nodes[id];
                if (node) {
                  node.position = place;
                }
              }
            });
            say(strings.arranged);
            setTimeout(() => {
              setArranging(false);
              if (!only) {
                flow.fitView({ ...fitOf(placesOf(flow)), duration: 200 });
              }
            }, 300);
          })
          .catch((thrown) => notifyFailure(strings.notArranged, messageOf(thrown)));
      },
      zoomToSelection: () => {
        const { selected, document: now } = store.getState();
        const chosen = [...selected].flatMap((id) => now.nodes[id] ?? []);
        flow.fitView(
          chosen.length > 0
            ? { ...fitOf(chosen.map((node) => node.position)), nodes: chosen, duration: 200 }
            : fitOf(placesOf(flow)),
        );
      },
      copy: (cut) => {
        const text = cutText(cut ?? false);
        if (text) {
          navigator.clipboard?.writeText(text).catch(() => say(strings.pasteNoAccess));
        }
      },
      pasteText,
      pasteFromSystem: () => {
        navigator.clipboard
          ?.readText()
          .then(pasteText)
          .catch(() => notifyFailure(strings.paste, strings.pasteNoAccess));
      },
      duplicate: () => {
        const { document: now, selected } = store.getState();
        const cutting = copied(now, selected);
        const [first] = cutting.nodes;
        if (first) {
          const left = Math.min(...cutting.nodes.map((node) => node.position.x));
          const top = Math.min(...cutting.nodes.map((node) => node.position.y));
          pasteCutting(cutting, { x: left + 40, y: top + 40 }, strings.duplicate);
        } else {
          say(strings.nothingCopied);
        }
      },
    };
    const cutText = (cut: boolean): string | undefined => {
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
    return Object.assign(made, { cutText });
  }, [workflowId, store, keeper, flow]);

  useClipboard(editor as Editor & { cutText(cut: boolean): string | undefined }, pointer);

  const closeQuick = useCallback(() => {
    setQuick(undefined);
    const [chosen] = store.getState().selected;
    if (chosen) {
      editor.focusNode(chosen);
    }
  }, [store, editor]);
  const pickQuick = useCallback(
    (what: Addable) => {
      const request = quick;
      setQuick(undefined);
      if (request) {
        const { from, at } = request;
        if ('edge' in from) {
          editor.add(what, { edge: from.edge });
        } else if ('source' in from) {
          editor.add(what, placeAfter(from, at, placeUnder(flow, at)));
        } else {
          editor.add(what, { at: below(placeUnder(flow, at)) });
        }
      }
    },
    [quick, editor, flow],
  );
  return { editor, quick, closeQuick, pickQuick, arranging, live };
}

/** After a node; where a connection was let go on the canvas far from it, there. */
function placeAfter(
  from: { source: string; handle: 'next' | 'true' | 'false' },
  at: { x: number; y: number },
  under: Position,
): Place {
  const source = elementOf(from.source)?.getBoundingClientRect();
  const isFar =
    source && (at.y > source.bottom + 60 || at.x < source.left - 40 || at.x > source.right + 40);
  return isFar
    ? { after: from.source, handle: from.handle, at: below(under) }
    : { after: from.source, handle: from.handle };
}

/** Copy, cut and paste through the browser's own events, which need no permission. */
function useClipboard(
  editor: Editor & { cutText(cut: boolean): string | undefined },
  pointer: { current: { x: number; y: number } | undefined },
): void {
  useEffect(() => {
    const isOurs = (target: EventTarget | null) =>
      !isField(target) &&
      !(target instanceof Element && target.closest('[role="dialog"]')) &&
      (document.getSelection()?.toString() ?? '') === '';
    const onCopy = (event: ClipboardEvent) => {
      if (isOurs(event.target) && editor.store.getState().selected.size > 0) {
        const text = editor.cutText(event.type === 'cut');
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
