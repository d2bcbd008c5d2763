import { boardBox, elementOf } from '../../canvas/look';
import type { Position } from '../../graph/graph';
import { kindTitle } from '../../nodes/titles';
import type { Editor } from '../document/context';
import { type Addable, add, below, naturalPlace, type Place, whyNot } from '../document/placing';
import type { QuickAddRequest } from '../palette/QuickAdd';
import { strings } from '../parts/strings';
import type { Board, ViewActions } from './viewActions';

type AddActions = Pick<Editor, 'add' | 'addNaturally' | 'quickAdd'>;

/** Returns the actions that add a node. */
export function addActions(
  { store, say }: Board,
  view: ViewActions,
  setQuick: (request: QuickAddRequest) => void,
): AddActions {
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
      setTimeout(() => view.show(id));
      view.focusNode(id);
    }
  };
  return {
    add: addAt,
    addNaturally: (what) => {
      const { document: now, selected } = store.getState();
      addAt(what, naturalPlace(now, selected, view.middle()));
    },
    quickAdd: (from, at) => {
      const { document: now, selected } = store.getState();
      const chosen = [...selected][0];
      const anchor = at ?? (chosen ? elementOf(chosen)?.getBoundingClientRect() : undefined);
      const place = at || !chosen ? undefined : naturalPlace(now, selected, view.middle());
      const box = boardBox();
      setQuick({
        from: place && 'after' in place ? { source: place.after, handle: place.handle } : from,
        at: at ?? {
          x: anchor ? anchor.x : (box?.left ?? 0) + 200,
          y: anchor ? anchor.y + 74 : (box?.top ?? 0) + 120,
        },
      });
    },
  };
}

/**
 * Returns the place for a node picked after another one: where the connection was dropped, if that
 * is far from the source, else right after the source.
 *
 * @param under the place on the canvas under `at`
 */
export function placeAfter(
  from: { source: string; handle: string },
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
