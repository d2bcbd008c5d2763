import { Button, ScrollArea, Stack, Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useEditor, useEditorState } from '../document/context';
import classes from '../parts/editor.module.css';
import { strings } from '../parts/strings';
import { NodePanel } from './NodePanel';
import { PanelEdge, USUAL_WIDTH } from './PanelEdge';
import { ProblemList } from './ProblemList';

/** The right sidebar: the settings of the selected node, or the problems of the workflow. */
export function ConfigPanel() {
  const selected = useEditorState((state) => state.selected);
  const only = selected.size === 1 ? [...selected][0] : undefined;
  const node = useEditorState((state) => (only ? state.document.nodes[only] : undefined));
  const [width, setWidth] = useLocalStorage({
    key: 'parley.panel',
    defaultValue: USUAL_WIDTH,
    // Read at once, because the graph is fitted only once into the space next to the panel.
    getInitialValueInEffect: false,
  });
  return (
    <aside
      className={classes.right}
      style={{ width, outline: 'none' }}
      // Holds the focus when blank space in it is clicked, so that no key there acts on the board.
      tabIndex={-1}
      aria-label={strings.configuration}
      data-panel
    >
      <PanelEdge width={width} onWidth={setWidth} />
      <ScrollArea flex={1} p="md" type="auto">
        {node ? (
          <NodePanel key={node.id} node={node} />
        ) : selected.size > 1 ? (
          <Many count={selected.size} />
        ) : (
          <ProblemList />
        )}
      </ScrollArea>
    </aside>
  );
}

function Many({ count }: { count: number }) {
  const editor = useEditor();
  return (
    <Stack gap="sm">
      <Text fw={600}>{strings.chosen(count)}</Text>
      <Text size="sm" c="dimmed">
        {strings.chosenHow}
      </Text>
      <Button variant="default" onClick={() => editor.duplicate()}>
        {strings.duplicate}
      </Button>
      <Button variant="default" onClick={editor.arrange}>
        {strings.autoLayout}
      </Button>
      <Button
        variant="default"
        color="red"
        onClick={() => editor.store.getState().removeSelected()}
      >
        {strings.remove}
      </Button>
    </Stack>
  );
}
