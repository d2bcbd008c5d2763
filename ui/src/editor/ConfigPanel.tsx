import {
  ActionIcon,
  Box,
  Button,
  ScrollArea,
  Select,
  Stack,
  Text,
  TextInput,
  Tooltip,
  UnstyledButton,
} from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconAlertCircle, IconAlertTriangle, IconCopy, IconTrash } from '@tabler/icons-react';
import { Suspense, useEffect, useMemo, useState } from 'react';
import { connect } from '../graph/edits';
import {
  type Configs,
  type Document,
  edgeFrom,
  type GraphNode,
  HANDLE_NAMES,
  type Handle,
  handlesOf,
  type NodeOf,
  type Problem,
} from '../graph/graph';
import { refusals } from '../graph/rules';
import { KindPanel } from '../nodes/KindPanel';
import { titleOf, viewOf } from '../nodes/kinds';
import { PanelContext } from '../nodes/panel';
import { limitWords } from '../parts/Limited';
import { useEditor, useEditorState } from './context';
import classes from './editor.module.css';
import { focusSetting } from './keys';
import { PanelEdge, USUAL_WIDTH } from './PanelEdge';
import { chooseEvent } from './placing';
import { lead } from './store';
import { strings } from './strings';
import { fieldOf, useWorld } from './world';

const LONGEST_NAME = 80;

/** The right sidebar: the settings of the chosen node, or what is wrong with the whole. */
export function ConfigPanel() {
  const selected = useEditorState((state) => state.selected);
  const only = selected.size === 1 ? [...selected][0] : undefined;
  const node = useEditorState((state) => (only ? state.document.nodes[only] : undefined));
  const [width, setWidth] = useLocalStorage({
    key: 'parley.panel',
    defaultValue: USUAL_WIDTH,
    // What is drawn is fitted into what the panel leaves, once.
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

export function ProblemList({ problems }: { problems?: Problem[] }) {
  const editor = useEditor();
  const own = useEditorState((state) => state.allProblems);
  const all = problems ?? own;
  return (
    <Stack gap="xs">
      {!problems && (
        <Text fw={600} id="problem-list" tabIndex={-1}>
          {all.length === 0 ? strings.noProblems : strings.problems(all.length)}
        </Text>
      )}
      {all.map((problem) => (
        <ProblemItem
          key={`${problem.nodeId} ${problem.pointer} ${problem.code}`}
          problem={problem}
          onGo={() => problem.nodeId && editor.goTo(problem.nodeId, fieldOf(problem))}
        />
      ))}
      {!problems && (
        <Text size="sm" c="dimmed">
          {strings.pickNode}
        </Text>
      )}
    </Stack>
  );
}

function ProblemItem({ problem, onGo }: { problem: Problem; onGo(): void }) {
  const title = useEditorState((state) => {
    const node = problem.nodeId ? state.document.nodes[problem.nodeId] : undefined;
    return node ? titleOf(node) : undefined;
  });
  const Icon = problem.severity === 'error' ? IconAlertCircle : IconAlertTriangle;
  return (
    <UnstyledButton
      className={classes.problemItem}
      data-warning={problem.severity === 'warning' || undefined}
      onClick={onGo}
      aria-label={title ? `${strings.goTo} ${title}: ${problem.message}` : problem.message}
    >
      <Icon size={17} aria-hidden />
      <span>
        {title && <strong>{title}: </strong>}
        {problem.message}
      </span>
    </UnstyledButton>
  );
}

function NodePanel({ node }: { node: GraphNode }) {
  const editor = useEditor();
  const { store } = editor;
  const view = viewOf(node.kind);
  const world = useWorld(node);
  const change = (part: Partial<Configs[typeof node.kind]>) => {
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
  };
  return (
    <PanelContext.Provider value={world}>
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
            onClick={() => store.getState().removeSelected()}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      <Stack gap="md">
        <TextInput
          id="node-name"
          label={strings.name}
          value={node.name}
          maxLength={LONGEST_NAME}
          // A name is kept at every letter, so a longer one is not: the field says where it ends.
          description={node.name.length >= LONGEST_NAME ? limitWords.full(LONGEST_NAME) : undefined}
          placeholder={titleOf({ ...node, name: '' })}
          onChange={(event) => {
            const name = event.currentTarget.value;
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
        <Suspense>
          <KindPanel node={node as NodeOf<typeof node.kind>} config={node.config} change={change} />
          <FieldAsked node={node.id} />
        </Suspense>
        <WaysOn node={node} />
      </Stack>
    </PanelContext.Provider>
  );
}

/** Goes to the field that was asked for, once it is there. */
function FieldAsked({ node }: { node: string }) {
  const { store } = useEditor();
  const asked = useEditorState((state) => state.asked);
  useEffect(() => {
    if (asked?.node === node) {
      store.setState({ asked: undefined });
      // A dialog that closes meanwhile gives the focus back first.
      setTimeout(() => focusSetting(asked.pointer));
    }
  }, [store, asked, node]);
  return null;
}

/** Where a node leads to, chosen from a list: how the keyboard connects. */
function WaysOn({ node }: { node: GraphNode }) {
  return handlesOf(node.kind).map((handle) => (
    <WayOn key={handle} source={node.id} handle={handle} />
  ));
}

function WayOn({ source, handle }: { source: string; handle: Handle }) {
  const { store } = useEditor();
  const target = useEditorState((state) => edgeFrom(state.document, source, handle)?.target);
  const title = useEditorState((state) => {
    const node = target ? state.document.nodes[target] : undefined;
    return node && titleOf(node);
  });
  const [isOpen, setOpen] = useState(false);
  // There may be hundreds, and the list makes an element of each even while nobody looks at it.
  const all = useEditorState((state) => (isOpen ? state.document : undefined));
  const targets = useMemo(
    () => (all ? targetsOf(all, source) : target ? [{ value: target, label: title ?? '' }] : []),
    [all, source, target, title],
  );
  return (
    <Select
      label={handle === 'next' ? strings.leadsTo : strings.leadsToWay(HANDLE_NAMES[handle])}
      placeholder={strings.nothingFollows}
      clearable
      clearButtonProps={{ 'aria-label': strings.disconnect }}
      data={targets}
      value={target ?? null}
      onChange={(chosen) => lead(store, source, handle, chosen, connect)}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      nothingFoundMessage={strings.nothingFound}
    />
  );
}

function targetsOf(document: Document, source: string) {
  const refused = refusals(document, source);
  return Object.values(document.nodes)
    .filter((other) => !refused[other.id])
    .map((other) => ({ value: other.id, label: titleOf(other) }));
}
