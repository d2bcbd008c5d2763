import type { Names } from '../../nodes/names';
import '@xyflow/react/dist/style.css';
import { useComputedColorScheme } from '@mantine/core';
import {
  applyNodeChanges,
  MiniMap,
  type NodeChange,
  ReactFlow,
  SelectionMode,
  useKeyPress,
} from '@xyflow/react';
import { type ReactNode, useCallback, useMemo } from 'react';
import classes from '../../canvas/canvas.module.css';
import { useFirstFit } from '../../canvas/firstView';
import { edgeTypes, nodeTypes, type StepNode, useEdges, useNodes } from '../../canvas/flow';
import { strings as canvasStrings } from '../../canvas/strings';
import { useEditor, useEditorState } from '../document/context';
import { ConnectionLine } from './ConnectionLine';
import type { MenuAt } from './ContextMenu';
import { handlersOf, takeChanges } from './handlers';

const GRID: [number, number] = [20, 20];
const SEVERAL = ['Shift', 'Meta', 'Control'];

interface Props {
  names: Names;
  arranging: boolean;
  snap: boolean;
  miniMap: boolean;
  /** Must stay the same function, or all nodes and edges are drawn again. */
  openMenu(menu: MenuAt): void;
  /** The same elements each time, for the same reason. */
  children: ReactNode;
}

/** Nodes and edges, and nothing else: this is what is rendered for each frame of a drag. */
export function Board({ names, arranging, snap, miniMap, openMenu, children }: Props) {
  const editor = useEditor();
  const document = useEditorState((state) => state.document);
  const problems = useEditorState((state) => state.problems);
  const selected = useEditorState((state) => state.selected);
  const selectedEdges = useEditorState((state) => state.selectedEdges);
  const aimed = useEditorState((state) => state.aimed);
  const [nodes, setNodes] = useNodes(document, { selected, names, problems });
  const edges = useEdges(document, { selected: selectedEdges, aimed });
  const handlers = useMemo(() => handlersOf(editor, openMenu), [editor, openMenu]);
  const loose = useKeyPress('Alt');
  const first = useFirstFit(document, miniMap);
  const scheme = useComputedColorScheme('light');

  const onNodesChange = useCallback(
    (changes: NodeChange<StepNode>[]) => {
      const drawn = changes.filter(({ type }) => type === 'dimensions' || type === 'position');
      if (drawn.length > 0) {
        setNodes((old) => applyNodeChanges(drawn, old));
      }
      takeChanges(editor, changes);
    },
    [editor, setNodes],
  );

  return (
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
      // The library's own would stop an animation that is bringing the node into view.
      autoPanOnNodeFocus={false}
      {...handlers}
      connectionLineComponent={ConnectionLine}
      connectionRadius={32}
      reconnectRadius={12}
      connectOnClick={false}
      deleteKeyCode={null}
      selectionMode={SelectionMode.Partial}
      multiSelectionKeyCode={SEVERAL}
      panOnScroll
      zoomActivationKeyCode="Control"
      // Held down, Alt lets a node go anywhere.
      snapToGrid={snap && !loose}
      snapGrid={GRID}
      minZoom={0.1}
      maxZoom={2}
      fitView
      fitViewOptions={first}
      nodeDragThreshold={3}
      zoomOnDoubleClick={false}
    >
      {children}
    </ReactFlow>
  );
}

/** The whole graph in small, with what is wrong in red. */
export function BoardMap() {
  const problems = useEditorState((state) => state.problems);
  const classOf = useCallback(
    ({ id }: { id: string }) => (problems[id]?.length ? (classes.mapBad ?? '') : ''),
    [problems],
  );
  return <MiniMap pannable zoomable ariaLabel={canvasStrings.miniMap} nodeClassName={classOf} />;
}
