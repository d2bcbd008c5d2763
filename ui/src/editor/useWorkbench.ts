import { useReactFlow } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { placeUnder } from '../canvas/look';
import type { Position } from '../graph/graph';
import { addActions, placeAfter } from './actions/addActions';
import { clipboardActions, useClipboard } from './actions/clipboardActions';
import { viewActions } from './actions/viewActions';
import type { Editor } from './document/context';
import { type Addable, below } from './document/placing';
import type { Opened } from './document/session';
import type { QuickAddRequest } from './palette/QuickAdd';

/** Returns the actions of the editor, for its buttons, keys and menus, and the state they show. */
export function useWorkbench(workflowId: string, { store, keeper }: Opened) {
  const flow = useReactFlow();
  const [quick, setQuick] = useState<QuickAddRequest>();
  const [live, setLive] = useState('');
  const [arranging, setArranging] = useState(false);
  const pointer = useRef<Position | undefined>(undefined);

  const editor = useMemo<Editor>(() => {
    // A screen reader repeats a message only if its text differs.
    const say = (message: string) => setLive((old) => (old === message ? `${message} ` : message));
    const board = { store, flow, say };
    const view = viewActions(board, setArranging);
    return {
      workflowId,
      store,
      keeper,
      say,
      ...view,
      ...addActions(board, view, setQuick),
      ...clipboardActions(board, view, pointer),
    };
  }, [workflowId, store, keeper, flow]);
  useClipboard(editor, pointer);

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
