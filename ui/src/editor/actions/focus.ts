import { elementOf } from '../../canvas/look';
import type { EditorStore } from '../document/store';
import { isField } from './keys';

/**
 * Returns a function that moves the focus to a node: at once where it can take it, else as soon as
 * it is drawn. It gives up when a later call asks for another node, when the node is gone, or when
 * the user has moved on to a field.
 */
export function nodeFocus(store: EditorStore): (id: string) => void {
  let latest = 0;
  return (id) => {
    latest += 1;
    const call = latest;
    const before = document.activeElement;
    const attempt = () => {
      const now = document.activeElement;
      const isObsolete =
        call !== latest ||
        store.getState().document.nodes[id] === undefined ||
        (now !== before && isField(now));
      if (isObsolete) {
        return;
      }
      const element = elementOf(id);
      element?.focus({ preventScroll: true });
      // A new node is hidden, and refuses the focus, until the canvas has measured it.
      if (!element || document.activeElement !== element) {
        requestAnimationFrame(attempt);
      }
    };
    attempt();
  };
}
