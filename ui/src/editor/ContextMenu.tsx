import { Menu, Portal } from '@mantine/core';
import { useEditor } from './context';
import { focusField } from './keys';
import { strings } from './strings';

export interface MenuAt {
  x: number;
  y: number;
  on: 'node' | 'edge' | 'pane';
}

interface Props extends MenuAt {
  onClose(): void;
}

/** What can be done to what was clicked with the other button. */
export function ContextMenu({ x, y, on, onClose }: Props) {
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
              <Menu.Item
                rightSection="/"
                onClick={() => editor.quickAdd({ nowhere: true }, { x, y })}
              >
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
