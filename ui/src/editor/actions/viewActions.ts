import type { ReactFlowInstance } from '@xyflow/react';
import { messageOf } from '../../api/problem';
import { boardBox, bringIntoView, fitOf, placesOf, placeUnder } from '../../canvas/look';
import type { Position } from '../../graph/graph';
import { arrange, type Size } from '../../graph/layout';
import { notifyFailure } from '../../parts/notify';
import type { Editor } from '../document/context';
import { below } from '../document/placing';
import type { EditorStore } from '../document/store';
import { strings } from '../parts/strings';
import { nodeFocus } from './focus';

/** The state and the canvas that the actions of the editor work on. */
export interface Board {
  store: EditorStore;
  flow: ReactFlowInstance;
  /** Announces a message to screen readers. */
  say(message: string): void;
}

export type ViewActions = Pick<
  Editor,
  'show' | 'focusNode' | 'middle' | 'goTo' | 'compose' | 'zoomToSelection' | 'arrange'
>;

/** Returns the actions that move the view, the focus and the layout. */
export function viewActions(
  { store, flow, say }: Board,
  setArranging: (arranging: boolean) => void,
): ViewActions {
  const show = (id: string, readable = false) => {
    const node = store.getState().document.nodes[id];
    if (node) {
      bringIntoView(flow, node.position, readable);
    }
  };
  return {
    show,
    focusNode: nodeFocus(store),
    middle: () => {
      const box = boardBox();
      return box
        ? below(placeUnder(flow, { x: box.left + box.width / 2, y: box.top + box.height / 3 }))
        : { x: 0, y: 0 };
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
    zoomToSelection: () => {
      const { selected, document: now } = store.getState();
      const chosen = [...selected].flatMap((id) => now.nodes[id] ?? []);
      flow.fitView(
        chosen.length > 0
          ? { ...fitOf(chosen.map((node) => node.position)), nodes: chosen, duration: 200 }
          : fitOf(placesOf(flow)),
      );
    },
    arrange: () => {
      const { document: now, selected } = store.getState();
      const only = selected.size > 1 ? new Set(selected) : undefined;
      arrange(now, sizesOf(flow), only)
        .then((places) => {
          setArranging(true);
          moveAll(store, places);
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
  };
}

function sizesOf(flow: ReactFlowInstance): Record<string, Size> {
  const sizes: Record<string, Size> = {};
  for (const { id, measured } of flow.getNodes()) {
    if (measured?.width && measured.height) {
      sizes[id] = { width: measured.width, height: measured.height };
    }
  }
  return sizes;
}

function moveAll(store: EditorStore, places: Record<string, Position>): void {
  store.getState().edit(strings.autoLayout, (draft) => {
    for (const [id, place] of Object.entries(places)) {
      const node = draft.nodes[id];
      if (node) {
        node.position = place;
      }
    }
  });
}
