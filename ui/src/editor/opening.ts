import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { triggerOf } from '../graph/graph';
import { brokenBy } from '../graph/rules';
import { fetchPanels } from '../nodes/KindPanel';
import { titleOf } from '../nodes/titles';
import { notifyFailure } from '../parts/notify';
import type { Editor } from './document/context';
import type { Opened } from './document/session';
import { fetchDialogs } from './EditorDialogs';
import { strings } from './parts/strings';

/** Sends unsent changes when the editor is left, and when the browser is online again. */
export function useKeeping({ store, keeper }: Opened): void {
  useEffect(() => {
    const leave = () => keeper.leave();
    const back = () => void keeper.flush();
    window.addEventListener('pagehide', leave);
    window.addEventListener('online', back);
    return () => {
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('online', back);
      // The state outlives the page; a message that is open in its card does not.
      store.setState({ composing: undefined });
      void keeper.flush();
    };
  }, [keeper, store]);
}

/** Selects the node that the address of the page names. */
export function useLinkedNode(editor: Editor): void {
  const { node } = useSearch({ strict: false }) as { node?: string };
  useEffect(() => {
    if (node !== undefined && editor.store.getState().document.nodes[node]) {
      editor.goTo(node);
    }
  }, [editor, node]);
}

/** Names the nodes that a new trigger blocks. */
export function useTriggerWarning(store: Opened['store']): void {
  useEffect(
    () =>
      store.subscribe((state, before) => {
        const event = triggerOf(state.document)?.config.event;
        if (event && event !== triggerOf(before.document)?.config.event) {
          const broken = brokenBy(state.document, event);
          if (broken.length > 0) {
            notifyFailure(
              strings.broken,
              strings.blockedList(broken.map((node) => titleOf(node)).join(', ')),
            );
          }
        }
      }),
    [store],
  );
}

/** Fetches panels and dialogs at the first sign of use: before they are needed, after the page is shown. */
export function useFetchAhead(): void {
  useEffect(() => {
    // What fails to load now is loaded again by what needs it.
    const fetchAhead = () => void Promise.allSettled([fetchPanels(), fetchDialogs()]);
    const signs = ['pointermove', 'keydown'] as const;
    for (const sign of signs) {
      window.addEventListener(sign, fetchAhead, { once: true });
    }
    return () => {
      for (const sign of signs) {
        window.removeEventListener(sign, fetchAhead);
      }
    };
  }, []);
}
