import { Text } from '@mantine/core';
import type { FieldChange, GraphDiff } from '../graph/diff';
import { type Document, type GraphEdge, HANDLE_NAMES } from '../graph/graph';
import { cataloguesOf, useNames } from '../nodes/catalogues';
import { titleOf, viewOf } from '../nodes/kinds';
import type { Names } from '../nodes/view';
import { settingNames, differences as strings } from './differenceStrings';
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
  const edge = ({ source, handle, target }: GraphEdge) =>
    `${title(source)}${handle === 'next' ? '' : ` (${HANDLE_NAMES[handle]})`} → ${title(target)}`;
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
          {strings.added}: {name(node.id)} <Kind>{viewOf(node.kind).title}</Kind>
        </li>
      ))}
      {found.removed.map((node) => (
        <li key={node.id}>
          {strings.removed}: {name(node.id)} <Kind>{viewOf(node.kind).title}</Kind>
        </li>
      ))}
      {found.changed.map((change) => (
        <li key={change.id}>
          {strings.changed}: {name(change.id)}
          {change.fields.map((field) => (
            <div key={field.field}>
              <Text span size="sm" c="dimmed">
                {fieldName(field.field)}:{' '}
              </Text>
              <span className={classes.before}>{said(field, 'before', names)}</span>{' '}
              <span aria-hidden>→</span>{' '}
              <span className={classes.after}>{said(field, 'after', names)}</span>
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

const fieldName = (field: string) => settingNames[field] ?? field;

function said(change: FieldChange, side: 'before' | 'after', names: Names): string {
  const value = change[side];
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) {
    return strings.nothing;
  }
  const one = (id: unknown): string =>
    (typeof id === 'string' &&
      (names.label(id) ??
        names.user(id) ??
        names.persona(id) ??
        names.field(id) ??
        names.skillSet(id))) ||
    (typeof id === 'string' ? id : JSON.stringify(id));
  return Array.isArray(value) ? value.map(one).join(', ') : one(value);
}
