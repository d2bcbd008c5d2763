import { ActionIcon, Box, Stack, Text, Tooltip } from '@mantine/core';
import { IconCopy, IconTrash } from '@tabler/icons-react';
import { Suspense, useEffect } from 'react';
import type { Configs } from '../../api/kinds';
import { kinds } from '../../generated/kinds';
import type { GraphNode, NodeOf } from '../../graph/graph';
import { KindPanel } from '../../nodes/KindPanel';
import { PanelContext } from '../../nodes/panel';
import { titleOf } from '../../nodes/titles';
import { startOf } from '../../parts/characters';
import { LimitedText } from '../../parts/Limited';
import { focusSetting } from '../actions/keys';
import { useEditor, useEditorState } from '../document/context';
import { chooseEvent } from '../document/placing';
import type { EditorStore } from '../document/store';
import classes from '../parts/editor.module.css';
import { strings } from '../parts/strings';
import { useWorld } from '../variables/world';
import { WaysOn } from './WaysOn';

const LONGEST_NAME = 80;

/** The settings of one node. */
export function NodePanel({ node }: { node: GraphNode }) {
  const { store } = useEditor();
  const world = useWorld(node);
  return (
    <PanelContext.Provider value={world}>
      <Head node={node} />
      <Stack gap="md">
        <NameField node={node} />
        <Suspense>
          <KindPanel
            node={node as NodeOf<typeof node.kind>}
            config={node.config}
            change={(part) => changeConfig(store, node, part)}
          />
          <FieldAsked node={node.id} />
        </Suspense>
        <WaysOn node={node} />
      </Stack>
    </PanelContext.Provider>
  );
}

/** Takes over a part of the settings, as one thing to undo with what was typed right before. */
function changeConfig(
  store: EditorStore,
  node: GraphNode,
  part: Partial<Configs[typeof node.kind]>,
): void {
  if (node.kind === 'trigger') {
    const { event } = part as Configs['trigger'];
    if (event) {
      chooseEvent(store, node, event);
    }
    return;
  }
  const names = Object.keys(part);
  if (names.length > 0) {
    store.getState().edit(
      strings.change(titleOf(node)),
      (draft) => {
        const config = draft.nodes[node.id]?.config as Record<string, unknown> | undefined;
        for (const [name, value] of Object.entries(part)) {
          if (config && value === undefined) {
            delete config[name];
          } else if (config) {
            config[name] = value;
          }
        }
      },
      `config ${node.id} ${names.join(' ')}`,
    );
  }
}

function Head({ node }: { node: GraphNode }) {
  const editor = useEditor();
  const view = kinds[node.kind];
  return (
    <div className={classes.panelHead}>
      <Box flex={1} miw={0}>
        <Text fw={650}>{view.title}</Text>
        <Text size="xs" c="dimmed">
          {view.help}
        </Text>
      </Box>
      {node.kind !== 'trigger' && (
        <Tooltip label={`${strings.duplicate} (Ctrl+D)`} openDelay={400}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={strings.duplicate}
            onClick={() => editor.duplicate()}
          >
            <IconCopy size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={`${strings.remove} (Del)`} openDelay={400}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={strings.remove}
          onClick={() => editor.store.getState().removeSelected()}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function NameField({ node }: { node: GraphNode }) {
  const { store } = useEditor();
  return (
    <LimitedText
      id="node-name"
      label={strings.name}
      value={node.name}
      most={LONGEST_NAME}
      placeholder={titleOf({ ...node, name: '' })}
      onChange={(event) => {
        // A name is kept at every letter, and the server refuses a longer one.
        const name = startOf(event.currentTarget.value, LONGEST_NAME);
        store.getState().edit(
          strings.renameNode,
          (draft) => {
            const found = draft.nodes[node.id];
            if (found) {
              found.name = name;
            }
          },
          `name ${node.id}`,
        );
      }}
    />
  );
}

/** Moves to the field that was asked for, once it is there. */
function FieldAsked({ node }: { node: string }) {
  const { store } = useEditor();
  const asked = useEditorState((state) => state.asked);
  useEffect(() => {
    if (asked?.node === node) {
      store.setState({ asked: undefined });
      // A dialog that closes at the same time gives the focus back first.
      setTimeout(() => focusSetting(asked.pointer));
    }
  }, [store, asked, node]);
  return null;
}
