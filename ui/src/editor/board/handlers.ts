import type {
  Connection,
  Edge,
  EdgeChange,
  NodeChange,
  OnConnectEnd,
  OnConnectStart,
  ReactFlowProps,
} from '@xyflow/react';
import type { MouseEvent } from 'react';
import type { StepNode } from '../../canvas/flow';
import type { WireEdge } from '../../canvas/Wire';
import { connect } from '../../graph/edits';
import type { Handle } from '../../graph/graph';
import { refusals } from '../../graph/rules';
import type { Editor } from '../document/context';
import { type EditorStore, lead } from '../document/store';
import { strings } from '../parts/strings';
import type { MenuAt } from './ContextMenu';

type Handlers = Pick<
  ReactFlowProps<StepNode, WireEdge>,
  | 'onFocus'
  | 'onEdgesChange'
  | 'onConnect'
  | 'onConnectStart'
  | 'onConnectEnd'
  | 'isValidConnection'
  | 'onReconnect'
  | 'onReconnectStart'
  | 'onReconnectEnd'
  | 'onNodeContextMenu'
  | 'onNodeDoubleClick'
  | 'onEdgeContextMenu'
  | 'onPaneContextMenu'
>;

/**
 * Returns the handlers of the canvas. They are created once per editor, because the library redraws
 * all nodes and edges whenever a handler changes.
 */
export function handlersOf(editor: Editor, openMenu: (menu: MenuAt) => void): Handlers {
  const { store } = editor;
  const open = (event: MouseEvent | globalThis.MouseEvent, on: MenuAt['on']) => {
    event.preventDefault();
    openMenu({ x: event.clientX, y: event.clientY, on });
  };
  return {
    ...connectHandlers(editor),
    ...reconnectHandlers(editor),
    onFocus: ({ target }) => {
      const id = target.classList.contains('react-flow__node') && target.dataset.id;
      if (id && target.matches(':focus-visible')) {
        editor.show(id);
      }
    },
    onEdgesChange: (changes: EdgeChange<WireEdge>[]) =>
      pick(store.getState().selectedEdges, changes, (next) =>
        store.getState().select(next.size > 0 ? [] : store.getState().selected, next),
      ),
    onNodeDoubleClick: (event, node) => {
      if (!(event.target instanceof Element && event.target.closest('button, textarea'))) {
        editor.compose(node.id);
      }
    },
    onNodeContextMenu: (event, node) => {
      if (!store.getState().selected.has(node.id)) {
        store.getState().select([node.id]);
      }
      open(event, 'node');
    },
    onEdgeContextMenu: (event, edge) => {
      store.getState().select([], [edge.id]);
      open(event, 'edge');
    },
    onPaneContextMenu: (event) => open(event, 'pane'),
  };
}

/** Shows which nodes an edge from this one cannot lead to. */
const refuse = (store: EditorStore, source: string) =>
  store.setState({ refused: refusals(store.getState().document, source) });

/** Drawing a connection: onto a node, or onto the canvas for a new node. */
function connectHandlers(editor: Editor): Handlers {
  const { store } = editor;
  let connecting: { source: string; handle: Handle } | undefined;
  const onConnectStart: OnConnectStart = (_, { nodeId, handleId, handleType }) => {
    if (nodeId && handleType === 'source') {
      connecting = { source: nodeId, handle: (handleId ?? 'next') as Handle };
      refuse(store, nodeId);
    } else {
      store.setState({ refused: {} });
    }
  };
  const onConnectEnd: OnConnectEnd = (event, state) => {
    const from = connecting;
    const { refused } = store.getState();
    connecting = undefined;
    store.setState({ refused: undefined });
    const reason = state.toNode && refused?.[state.toNode.id];
    if (reason) {
      editor.say(reason);
    } else if (from && !state.toNode && event.target instanceof Element) {
      const onPane = event.target.closest('.react-flow__pane, .react-flow__background');
      const point = 'changedTouches' in event ? event.changedTouches[0] : event;
      if (onPane && point) {
        editor.quickAdd(from, { x: point.clientX, y: point.clientY });
      }
    }
  };
  return {
    onConnectStart,
    onConnect: ({ source, sourceHandle, target }: Connection) =>
      lead(store, source, (sourceHandle ?? 'next') as Handle, target, connect),
    onConnectEnd,
    isValidConnection: ({ target }: Connection | Edge) =>
      store.getState().refused?.[target] === undefined,
  };
}

/** Moving the end of an edge to another node. */
function reconnectHandlers(editor: Editor): Handlers {
  const { store } = editor;
  return {
    onReconnectStart: (_, edge) => refuse(store, edge.source),
    onReconnect: (old, { source, sourceHandle, target }) =>
      store.getState().edit(strings.reconnect, (draft) => {
        delete draft.edges[old.id];
        connect(draft, source, (sourceHandle ?? 'next') as Handle, target);
      }),
    onReconnectEnd: (_event, _edge, _type, { toNode }) => {
      const reason = toNode && store.getState().refused?.[toNode.id];
      store.setState({ refused: undefined });
      if (reason) {
        editor.say(reason);
      }
    },
  };
}

/** Applies what the canvas reports: which nodes are selected, and where they were moved. */
export function takeChanges(editor: Editor, changes: NodeChange<StepNode>[]): void {
  const { store } = editor;
  pick(store.getState().selected, changes, (next) =>
    store.getState().select(next, next.size > 0 ? [] : store.getState().selectedEdges),
  );
  const moves = changes.flatMap((change) =>
    change.type === 'position' && change.position && !change.dragging ? [change] : [],
  );
  if (moves.length > 0) {
    store.getState().edit(
      strings.move(moves.length),
      (draft) => {
        for (const { id, position } of moves) {
          const node = draft.nodes[id];
          if (node && position) {
            node.position.x = Math.round(position.x);
            node.position.y = Math.round(position.y);
          }
        }
      },
      `move ${moves.map((move) => move.id).join(' ')}`,
    );
  }
}

/** Calls back with the new selection, if the changes concern it. */
function pick(
  before: ReadonlySet<string>,
  changes: { type: string; id?: string; selected?: boolean }[],
  done: (next: Set<string>) => void,
): void {
  const picks = changes.filter((change) => change.type === 'select');
  if (picks.length > 0) {
    const next = new Set(before);
    for (const { id, selected } of picks) {
      if (id && selected) {
        next.add(id);
      } else if (id) {
        next.delete(id);
      }
    }
    done(next);
  }
}
