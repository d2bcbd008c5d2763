import { ScrollArea, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconSearch } from '@tabler/icons-react';
import { useContext, useMemo, useState } from 'react';
import { useOrder } from '../canvas/flow';
import { NamesContext } from '../canvas/StepCard';
import { type GraphNode, HANDLE_NAMES, handlesOf } from '../graph/graph';
import { summaryOf, titleOf, viewOf } from '../nodes/kinds';
import type { Names } from '../nodes/view';
import { useEditor, useEditorState } from './context';
import classes from './editor.module.css';
import { strings } from './strings';

/** The graph as a list in the order of a run: the same work without the picture. */
export function Outline() {
  const editor = useEditor();
  const names = useContext(NamesContext);
  const document = useEditorState((state) => state.document);
  const problems = useEditorState((state) => state.problems);
  const selected = useEditorState((state) => state.selected);
  const order = useOrder(document);
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const nodes = order
    .flatMap((id) => document.nodes[id] ?? [])
    .filter((node) => wanted === '' || searched(node, names).includes(wanted));
  const { edges } = document;
  const targets = useMemo(
    () =>
      new Map(Object.values(edges).map((edge) => [`${edge.source} ${edge.handle}`, edge.target])),
    [edges],
  );
  const ways = (node: GraphNode) =>
    handlesOf(node.kind).map((handle) => {
      const target = targets.get(`${node.id} ${handle}`);
      const next = target ? document.nodes[target] : undefined;
      const way = handle === 'next' ? strings.leadsTo : strings.leadsToWay(HANDLE_NAMES[handle]);
      return { handle, text: `${way}: ${next ? titleOf(next) : strings.nothingFollows}` };
    });
  return (
    <>
      <TextInput
        id="outline-search"
        m="sm"
        mb="xs"
        aria-label={strings.outlineSearch}
        placeholder={strings.outlineSearch}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [first] = nodes;
          if (event.key === 'Enter' && first) {
            event.preventDefault();
            editor.goTo(first.id);
            editor.focusNode(first.id);
          }
        }}
      />
      <ScrollArea flex={1} px="sm" pb="sm" type="auto">
        <ol className={classes.outline} aria-label={strings.outline}>
          {nodes.map((node) => {
            const count = problems[node.id]?.length ?? 0;
            return (
              <li key={node.id}>
                <UnstyledButton
                  className={classes.outlineItem}
                  aria-current={selected.has(node.id) || undefined}
                  onClick={() => editor.goTo(node.id)}
                >
                  <Text size="sm" fw={600} truncate>
                    {titleOf(node)}
                  </Text>
                  <Text size="xs" c="dimmed" truncate>
                    {summaryOf(node, names)}
                  </Text>
                  {ways(node).map((way) => (
                    <Text key={way.handle} size="xs" c="dimmed" truncate>
                      {way.text}
                    </Text>
                  ))}
                  {count > 0 && (
                    <Text size="xs" className={classes.problem}>
                      <IconAlertTriangle size={13} aria-hidden /> {strings.problems(count)}
                    </Text>
                  )}
                </UnstyledButton>
              </li>
            );
          })}
        </ol>
        {nodes.length === 0 && (
          <Text size="sm" c="dimmed" p="xs">
            {strings.nothingFound}
          </Text>
        )}
      </ScrollArea>
    </>
  );
}

/** All that a node is found by. */
function searched(node: GraphNode, names: Names): string {
  const { title } = viewOf(node.kind);
  return `${titleOf(node)} ${title} ${summaryOf(node, names)} ${JSON.stringify(node.config)}`.toLowerCase();
}
