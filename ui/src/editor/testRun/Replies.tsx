import { Stack } from '@mantine/core';
import { kinds } from '../../generated/kinds';
import type { GraphNode } from '../../graph/graph';
import { JsonField } from '../../nodes/fields/JsonField';
import { titleOf } from '../../nodes/titles';
import { sampleOf } from '../variables/variables';
import type { Json } from './json';
import { strings } from './strings';

/** AI extraction runs on this machine without effects, so a test runs it for real. */
const readsHere = (node: GraphNode): boolean => node.kind === 'aiExtraction';

interface Props {
  nodes: GraphNode[];
  replies: Json;
  /** Returns how to mark a field as invalid JSON, or as valid again. */
  mark(field: string): (isWrong: boolean) => void;
  onChange(replies: Json): void;
}

/** The sample reply of each node that calls out. */
export function Replies({ nodes, replies, mark, onChange }: Props) {
  return (
    <Stack>
      {nodes.map((node) => (
        <JsonField
          key={node.id}
          label={titleOf(node)}
          description={readsHere(node) ? strings.readsHere : kinds[node.kind].title}
          value={replies[node.id] ?? (readsHere(node) ? undefined : sampleOf(node))}
          onChange={(reply) => onChange({ ...replies, [node.id]: reply })}
          onWrong={mark(node.id)}
        />
      ))}
    </Stack>
  );
}
