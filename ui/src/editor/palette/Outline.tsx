import { ScrollArea, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconSearch } from '@tabler/icons-react';
import { useContext, useMemo, useState } from 'react';
import { useOrder } from '../../canvas/flow';
import { NamesContext } from '../../canvas/StepCard';
import { kinds } from '../../generated/kinds';
import { type Document, type GraphNode, handlesOf, wayOf } from '../../graph/graph';
import type { Names } from '../../nodes/names';
import { summaryOf } from '../../nodes/summary';
import { titleOf } from '../../nodes/titles';
import { useEditor, useEditorState } from '../document/context';
import classes from '../parts/editor.module.css';
import { strings } from '../parts/strings';

/** The graph as a list in the order of a run: the same work without the picture. */
export function Outline() {
  const editor = useEditor();
  const names = useContext(NamesContext);
  const document = useEditorState((state) => state.document);
  const order = useOrder(document);
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const nodes = order
    .flatMap((id) => document.nodes[id] ?? [])
    .filter((node) => wanted === '' || searched(node, names).includes(wanted));
  const waysOf = useWays(document);
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
          {nodes.map((node) => (
            <Item key={node.id} node={node} names={names} ways={waysOf(node)} />
          ))}
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

interface ItemProps {
  node: GraphNode;
  names: Names;
  ways: string[];
}

function Item({ node, names, ways }: ItemProps) {
  const editor = useEditor();
  const count = useEditorState((state) => state.problems[node.id]?.length ?? 0);
  const isSelected = useEditorState((state) => state.selected.has(node.id));
  return (
    <li>
      <UnstyledButton
        className={classes.outlineItem}
        aria-current={isSelected || undefined}
        onClick={() => editor.goTo(node.id)}
      >
        <Text size="sm" fw={600} truncate>
          {titleOf(node)}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {summaryOf(node, names)}
        </Text>
        {ways.map((way) => (
          <Text key={way} size="xs" c="dimmed" truncate>
            {way}
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
}

/** Returns how to describe the ways out of a node: "True goes to Add Label". */
function useWays({ nodes, edges }: Document): (node: GraphNode) => string[] {
  const targets = useMemo(
    () =>
      new Map(Object.values(edges).map((edge) => [`${edge.source} ${edge.handle}`, edge.target])),
    [edges],
  );
  return (node) =>
    handlesOf(node.kind).map((handle) => {
      const target = targets.get(`${node.id} ${handle}`);
      const next = target ? nodes[target] : undefined;
      const named = wayOf(node.kind, handle);
      const way = named ? strings.leadsToWay(named) : strings.leadsTo;
      return `${way}: ${next ? titleOf(next) : strings.nothingFollows}`;
    });
}

/** Returns everything that a node is found by. */
function searched(node: GraphNode, names: Names): string {
  const { title } = kinds[node.kind];
  return `${titleOf(node)} ${title} ${summaryOf(node, names)} ${JSON.stringify(node.config)}`.toLowerCase();
}
