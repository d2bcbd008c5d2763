import '@xyflow/react/dist/style.css';
import { Menu, Portal, useComputedColorScheme } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconGridDots, IconKeyboard, IconWand } from '@tabler/icons-react';
import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  type Connection,
  type ConnectionLineComponentProps,
  type EdgeChange,
  getSmoothStepPath,
  MiniMap,
  type NodeChange,
  type OnConnectEnd,
  ReactFlow,
  SelectionMode,
  useKeyPress,
  useReactFlow,
} from '@xyflow/react';
import { type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { StoreApi } from 'zustand';
import classes from '../canvas/canvas.module.css';
import {
  edgeTypes,
  merged,
  nodeLabel,
  nodeTypes,
  type StepNode,
  useEdges,
  useOrder,
} from '../canvas/flow';
import { ActionsContext, CanvasContext, type CanvasView } from '../canvas/state';
import { strings as canvasStrings } from '../canvas/strings';
import { FIT, Tool, Tools } from '../canvas/Tools';
import type { WireEdge } from '../canvas/Wire';
import { connect } from '../graph/edits';
import type { Handle } from '../graph/graph';
import { refusals } from '../graph/rules';
import type { Names } from '../nodes/view';
import { useEditor, useEditorState } from './context';
import { focusField } from './keys';
import { lead } from './store';
import { strings } from './strings';

const GRID: [number, number] = [20, 20];

interface Props {
  names: Names;
  arranging: boolean;
  onKeys(): void;
}

/** The drawing board. What is drawn is the document; how it is looked at stays here. */
export function EditorCanvas({ names, arranging, onKeys }: Props) {
  const editor = useEditor();
  const { store } = editor;
  const document = useEditorState((state) => state.document);
  const problems = useEditorState((state) => state.problems);
  const selected = useEditorState((state) => state.selected);
  const selectedEdges = useEditorState((state) => state.selectedEdges);
  const aimed = useEditorState((state) => state.aimed);
  const order = useOrder(document);
  const [nodes, setNodes] = useState<StepNode[]>([]);
  useEffect(() => {
    setNodes((old) =>
      merged(old, order, document, selected, (node) =>
        nodeLabel(node, names, problems[node.id], undefined),
      ),
    );
  }, [order, document, selected, names, problems]);
  const edges = useEdges(document, { selected: selectedEdges, aimed });
  const [snap, setSnap] = useLocalStorage({ key: 'parley.snap', defaultValue: true });
  const [miniMap, setMiniMap] = useLocalStorage({ key: 'parley.mini-map', defaultValue: false });
  const loose = useKeyPress('Alt');
  const scheme = useComputedColorScheme('light');

  const onNodesChange = useCallback(
    (changes: NodeChange<StepNode>[]) => {
      pick(store.getState().selected, changes, (next) =>
        store.getState().select(next, next.size > 0 ? [] : store.getState().selectedEdges),
      );
      setNodes((old) =>
        applyNodeChanges(
          changes.filter((change) => change.type === 'dimensions' || change.type === 'position'),
          old,
        ),
      );
      const moves = changes.flatMap((change) =>
        change.type === 'position' && change.position && !change.dragging ? [change] : [],
      );
      if (moves.length > 0) {
        const label = moves.length === 1 ? 'Move node' : `Move ${moves.length} nodes`;
        store.getState().edit(
          label,
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
    },
    [store],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange<WireEdge>[]) =>
      pick(store.getState().selectedEdges, changes, (next) =>
        store.getState().select(next.size > 0 ? [] : store.getState().selected, next),
      ),
    [store],
  );

  const connecting = useRef<{ source: string; handle: Handle } | null>(null);
  const onConnect = useCallback(
    ({ source, sourceHandle, target }: Connection) =>
      lead(store, source, (sourceHandle ?? 'next') as Handle, target, connect),
    [store],
  );
  const isValid = useCallback(
    ({ target }: { target: string }) => store.getState().refused?.[target] === undefined,
    [store],
  );
  const onConnectEnd: OnConnectEnd = useCallback(
    (event, state) => {
      const from = connecting.current;
      const { refused } = store.getState();
      connecting.current = null;
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
    },
    [store, editor],
  );

  const flow = useReactFlow();
  const actions = useMemo(
    () => ({
      quickAdd: editor.quickAdd,
      removeEdge: (id: string) => {
        store.getState().select([], [id]);
        store.getState().removeSelected();
      },
    }),
    [editor, store],
  );
  const [menu, setMenu] = useState<{ x: number; y: number; on: 'node' | 'edge' | 'pane' }>();
  const openMenu = (event: MouseEvent | globalThis.MouseEvent, on: 'node' | 'edge' | 'pane') => {
    event.preventDefault();
    setMenu({ x: event.clientX, y: event.clientY, on });
  };

  return (
    <CanvasContext.Provider value={store as unknown as StoreApi<CanvasView>}>
      <ActionsContext.Provider value={actions}>
        <ReactFlow
          className={classes.flow}
          data-arranging={arranging || undefined}
          aria-label={canvasStrings.graph}
          colorMode={scheme}
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={onNodesChange}
          onEdgesChange={onEdgesChange}
          onConnectStart={(_, { nodeId, handleId, handleType }) => {
            if (nodeId && handleType === 'source') {
              connecting.current = { source: nodeId, handle: (handleId ?? 'next') as Handle };
              store.setState({ refused: refusals(store.getState().document, nodeId) });
            } else {
              store.setState({ refused: {} });
            }
          }}
          onConnect={onConnect}
          onConnectEnd={onConnectEnd}
          isValidConnection={isValid}
          onReconnect={(old, { source, sourceHandle, target }) =>
            store.getState().edit('Reconnect', (draft) => {
              delete draft.edges[old.id];
              connect(draft, source, (sourceHandle ?? 'next') as Handle, target);
            })
          }
          onReconnectStart={(_, edge) =>
            store.setState({ refused: refusals(store.getState().document, edge.source) })
          }
          onReconnectEnd={(_event, _edge, _type, { toNode }) => {
            const reason = toNode && store.getState().refused?.[toNode.id];
            store.setState({ refused: undefined });
            if (reason) {
              editor.say(reason);
            }
          }}
          onNodeContextMenu={(event, node) => {
            if (!store.getState().selected.has(node.id)) {
              store.getState().select([node.id]);
            }
            openMenu(event, 'node');
          }}
          onEdgeContextMenu={(event, edge) => {
            store.getState().select([], [edge.id]);
            openMenu(event, 'edge');
          }}
          onPaneContextMenu={(event) => openMenu(event, 'pane')}
          onBeforeDelete={async () => {
            // The library would remove edges and nodes apart; here they are one thing to undo.
            store.getState().removeSelected();
            return false;
          }}
          connectionLineComponent={Line}
          connectionRadius={32}
          reconnectRadius={12}
          connectOnClick={false}
          deleteKeyCode={null}
          selectionMode={SelectionMode.Partial}
          multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
          panOnScroll
          zoomActivationKeyCode="Control"
          // Held down, Alt lets a node go anywhere.
          snapToGrid={snap && !loose}
          snapGrid={GRID}
          minZoom={0.1}
          maxZoom={2}
          fitView
          fitViewOptions={FIT}
          nodeDragThreshold={3}
          zoomOnDoubleClick={false}
        >
          <Background variant={BackgroundVariant.Dots} gap={20} size={1.5} />
          {miniMap && (
            <MiniMap
              pannable
              zoomable
              ariaLabel={canvasStrings.miniMap}
              nodeClassName={({ id }) => (problems[id]?.length ? (classes.mapBad ?? '') : '')}
            />
          )}
          <Tools miniMap={miniMap} onMiniMap={setMiniMap}>
            <Tool label={strings.snapToGrid} pressed={snap} onClick={() => setSnap(!snap)}>
              <IconGridDots size={18} aria-hidden />
            </Tool>
            <Tool label={strings.autoLayout} shortcut="Shift+L" onClick={editor.arrange}>
              <IconWand size={18} aria-hidden />
            </Tool>
            <Tool label={strings.shortcuts} shortcut="?" onClick={onKeys}>
              <IconKeyboard size={18} aria-hidden />
            </Tool>
          </Tools>
        </ReactFlow>
        {menu && (
          <ContextMenu
            {...menu}
            onClose={() => setMenu(undefined)}
            onAdd={() => {
              const at = flow.screenToFlowPosition(menu);
              editor.quickAdd({ nowhere: true }, menu);
              return at;
            }}
          />
        )}
      </ActionsContext.Provider>
    </CanvasContext.Provider>
  );
}

/** Applies what the canvas says was chosen and let go. */
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

/** The line that follows the pointer; over a node that refuses it, it says why. */
function Line({
  fromX,
  fromY,
  toX,
  toY,
  fromPosition,
  toPosition,
  toNode,
  connectionStatus,
}: ConnectionLineComponentProps) {
  const [path] = getSmoothStepPath({
    sourceX: fromX,
    sourceY: fromY,
    sourcePosition: fromPosition,
    targetX: toX,
    targetY: toY,
    targetPosition: toPosition,
    borderRadius: 14,
  });
  const reason = useEditorState((state) => (toNode ? state.refused?.[toNode.id] : undefined));
  const bad = reason !== undefined || connectionStatus === 'invalid';
  return (
    <g>
      <path
        d={path}
        fill="none"
        strokeWidth={2}
        strokeDasharray={bad ? '4 4' : undefined}
        stroke={bad ? '#d63031' : 'var(--xy-connectionline-stroke)'}
      />
      {reason && (
        <foreignObject x={toX + 12} y={toY + 12} width={270} height={70}>
          <div className={classes.hint} role="status">
            {reason}
          </div>
        </foreignObject>
      )}
    </g>
  );
}

interface MenuProps {
  x: number;
  y: number;
  on: 'node' | 'edge' | 'pane';
  onClose(): void;
  onAdd(): void;
}

function ContextMenu({ x, y, on, onClose, onAdd }: MenuProps) {
  const editor = useEditor();
  const state = editor.store.getState();
  const edge = [...state.selectedEdges][0];
  const one = state.selected.size === 1 ? [...state.selected][0] : undefined;
  return (
    <Portal>
      <Menu opened onClose={onClose} position="bottom-start" withinPortal width={220} trapFocus>
        <Menu.Target>
          <div style={{ position: 'fixed', left: x, top: y, width: 1, height: 1 }} />
        </Menu.Target>
        <Menu.Dropdown aria-label={strings.menu}>
          {on === 'node' && (
            <>
              {one && (
                <>
                  <Menu.Item
                    rightSection="/"
                    onClick={() => editor.quickAdd({ nowhere: true }, undefined)}
                  >
                    {strings.quickAdd}
                  </Menu.Item>
                  <Menu.Item
                    rightSection="F2"
                    onClick={() => {
                      editor.goTo(one);
                      // Once the menu has given the focus back.
                      setTimeout(() => focusField('node-name'), 200);
                    }}
                  >
                    {strings.rename}
                  </Menu.Item>
                </>
              )}
              <Menu.Item rightSection="Ctrl+C" onClick={() => editor.copy()}>
                {strings.copy}
              </Menu.Item>
              <Menu.Item rightSection="Ctrl+X" onClick={() => editor.copy(true)}>
                {strings.cut}
              </Menu.Item>
              <Menu.Item rightSection="Ctrl+D" onClick={() => editor.duplicate()}>
                {strings.duplicate}
              </Menu.Item>
              <Menu.Item rightSection="2" onClick={editor.zoomToSelection}>
                {strings.zoomToSelection}
              </Menu.Item>
            </>
          )}
          {on === 'edge' && edge && (
            <Menu.Item rightSection="/" onClick={() => editor.quickAdd({ edge }, { x, y })}>
              {strings.quickAdd}
            </Menu.Item>
          )}
          {on === 'pane' && (
            <>
              <Menu.Item rightSection="/" onClick={onAdd}>
                {strings.quickAdd}
              </Menu.Item>
              <Menu.Item rightSection="Ctrl+V" onClick={() => editor.pasteFromSystem()}>
                {strings.paste}
              </Menu.Item>
              <Menu.Item
                rightSection="Ctrl+A"
                onClick={() => state.select(Object.keys(state.document.nodes))}
              >
                {strings.selectAll}
              </Menu.Item>
              <Menu.Item rightSection="Shift+L" onClick={editor.arrange}>
                {strings.autoLayout}
              </Menu.Item>
            </>
          )}
          {on !== 'pane' && (
            <Menu.Item color="red" rightSection="Del" onClick={() => state.removeSelected()}>
              {strings.remove}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </Portal>
  );
}
