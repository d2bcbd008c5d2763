import { Text } from '@mantine/core';
import type { SettingFacts } from '../../api/kinds';
import { kinds } from '../../generated/kinds';
import type { FieldChange, GraphDiff } from '../../graph/diff';
import { type Document, type GraphEdge, type GraphNode, wayOf } from '../../graph/graph';
import { cataloguesOf, useNames } from '../../nodes/catalogues';
import type { Names } from '../../nodes/names';
import { valueText } from '../../nodes/summary';
import { titleOf } from '../../nodes/titles';
import { otherNames, differences as strings } from './differenceStrings';
import classes from './editor.module.css';

interface Props {
  found: GraphDiff;
  before: Document;
  after: Document;
  onPick?: (node: string) => void;
}

/** The differences between two graphs in words, with settings side by side. */
export function Differences({ found, before, after, onPick }: Props) {
  const names = useNames(`${cataloguesOf(before)} ${cataloguesOf(after)}`);
  const title = (id: string) => {
    const node = after.nodes[id] ?? before.nodes[id];
    return node ? titleOf(node) : id;
  };
  const edge = ({ source, handle, target }: GraphEdge) => {
    const way = wayOf((after.nodes[source] ?? before.nodes[source])?.kind, handle);
    return `${title(source)}${way ? ` (${way})` : ''} → ${title(target)}`;
  };
  const name = (id: string) =>
    onPick ? (
      <button type="button" onClick={() => onPick(id)} style={LINK}>
        {title(id)}
      </button>
    ) : (
      <strong>{title(id)}</strong>
    );
  return (
    <ul className={classes.diffList}>
      {found.added.map((node) => (
        <li key={node.id}>
          {strings.added}: {name(node.id)} <Kind>{kinds[node.kind].title}</Kind>
        </li>
      ))}
      {found.removed.map((node) => (
        <li key={node.id}>
          {strings.removed}: {name(node.id)} <Kind>{kinds[node.kind].title}</Kind>
        </li>
      ))}
      {found.changed.map((change) => (
        <li key={change.id}>
          {strings.changed}: {name(change.id)}
          {change.fields.map((field) => (
            <div key={field.field}>
              <Text span size="sm" c="dimmed">
                {factsOf(change.node, field.field)?.label ?? otherNames[field.field] ?? field.field}
                :{' '}
              </Text>
              <span className={classes.before}>{said(change.node, field, 'before', names)}</span>{' '}
              <span aria-hidden>→</span>{' '}
              <span className={classes.after}>{said(change.node, field, 'after', names)}</span>
            </div>
          ))}
        </li>
      ))}
      {found.edgesAdded.map((one) => (
        <li key={`+${one.id}`}>
          {strings.connected}: {edge(one)}
        </li>
      ))}
      {found.edgesRemoved.map((one) => (
        <li key={`-${one.id}`}>
          {strings.disconnected}: {edge(one)}
        </li>
      ))}
      {found.moved.length > 0 && (
        <li>
          <Text size="sm" c="dimmed">
            {strings.movedOnly}: {found.moved.map((node) => titleOf(node)).join(', ')}
          </Text>
        </li>
      )}
    </ul>
  );
}

const LINK = {
  all: 'unset',
  cursor: 'pointer',
  fontWeight: 600,
  textDecoration: 'underline',
} as const;

function Kind({ children }: { children: string }) {
  return (
    <Text span size="sm" c="dimmed">
      ({children})
    </Text>
  );
}

type Named = Pick<SettingFacts<unknown>, 'label' | 'catalogue' | 'choices'>;

function factsOf({ kind }: GraphNode, setting: string): Named | undefined {
  const settings: Record<string, Named> = kinds[kind].settings;
  return settings[setting];
}

function said(
  node: GraphNode,
  change: FieldChange,
  side: 'before' | 'after',
  names: Names,
): string {
  const value = change[side];
  const facts = factsOf(node, change.field);
  return (facts ? valueText(facts, value, names) : String(value ?? '')) || strings.nothing;
}
