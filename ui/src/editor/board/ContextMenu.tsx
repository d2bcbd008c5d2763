import { Menu, Portal } from '@mantine/core';
import { focusField } from '../actions/keys';
import { useEditor } from '../document/context';
import { strings } from '../parts/strings';

export interface MenuAt {
  x: number;
  y: number;
  on: 'node' | 'edge' | 'pane';
}

interface Props extends MenuAt {
  onClose(): void;
}

/** The menu for the node, the edge or the blank canvas that was right-clicked. */
export function ContextMenu({ x, y, on, onClose }: Props) {
  const { store } = useEditor();
  return (
    <Portal>
      <Menu opened onClose={onClose} position="bottom-start" withinPortal width={220} trapFocus>
        <Menu.Target>
          <div style={{ position: 'fixed', left: x, top: y, width: 1, height: 1 }} />
        </Menu.Target>
        <Menu.Dropdown aria-label={strings.menu}>
          {on === 'node' && <NodeItems />}
          {on === 'edge' && <EdgeItems at={{ x, y }} />}
          {on === 'pane' && <PaneItems at={{ x, y }} />}
          {on !== 'pane' && (
            <Menu.Item
              color="red"
              rightSection="Del"
              onClick={() => store.getState().removeSelected()}
            >
              {strings.remove}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </Portal>
  );
}

function NodeItems() {
  const editor = useEditor();
  const { selected } = editor.store.getState();
  const only = selected.size === 1 ? [...selected][0] : undefined;
  return (
    <>
      {only && (
        <>
          <Menu.Item rightSection="/" onClick={() => editor.quickAdd({ nowhere: true }, undefined)}>
            {strings.quickAdd}
          </Menu.Item>
          <Menu.Item
            rightSection="F2"
            onClick={() => {
              editor.goTo(only);
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
  );
}

interface AtProps {
  at: { x: number; y: number };
}

function EdgeItems({ at }: AtProps) {
  const editor = useEditor();
  const [edge] = editor.store.getState().selectedEdges;
  return edge ? (
    <Menu.Item rightSection="/" onClick={() => editor.quickAdd({ edge }, at)}>
      {strings.quickAdd}
    </Menu.Item>
  ) : null;
}

function PaneItems({ at }: AtProps) {
  const editor = useEditor();
  const { document, select } = editor.store.getState();
  return (
    <>
      <Menu.Item rightSection="/" onClick={() => editor.quickAdd({ nowhere: true }, at)}>
        {strings.quickAdd}
      </Menu.Item>
      <Menu.Item rightSection="Ctrl+V" onClick={() => editor.pasteFromSystem()}>
        {strings.paste}
      </Menu.Item>
      <Menu.Item rightSection="Ctrl+A" onClick={() => select(Object.keys(document.nodes))}>
        {strings.selectAll}
      </Menu.Item>
      <Menu.Item rightSection="Shift+L" onClick={editor.arrange}>
        {strings.autoLayout}
      </Menu.Item>
    </>
  );
}
