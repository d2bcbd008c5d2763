import { Text } from '@mantine/core';
import { useContext } from 'react';
import { NamesContext } from '../canvas/StepCard';
import type { FieldChange, GraphDiff } from '../graph/diff';
import { type Document, type GraphEdge, HANDLE_NAMES } from '../graph/graph';
import { titleOf, viewOf } from '../nodes/kinds';
import type { Names } from '../nodes/view';
import classes from './editor.module.css';

interface Props {
  found: GraphDiff;
  before: Document;
  after: Document;
  onPick?: (node: string) => void;
}

/** What differs between two graphs, in words, settings side by side. */
export function Differences({ found, before, after, onPick }: Props) {
  const names = useContext(NamesContext);
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
          Added: {name(node.id)} <Kind>{viewOf(node.kind).title}</Kind>
        </li>
      ))}
      {found.removed.map((node) => (
        <li key={node.id}>
          Removed: {name(node.id)} <Kind>{viewOf(node.kind).title}</Kind>
        </li>
      ))}
      {found.changed.map((change) => (
        <li key={change.id}>
          Changed: {name(change.id)}
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
        <li key={`+${one.id}`}>Connected: {edge(one)}</li>
      ))}
      {found.edgesRemoved.map((one) => (
        <li key={`-${one.id}`}>Disconnected: {edge(one)}</li>
      ))}
      {found.moved.length > 0 && (
        <li>
          <Text size="sm" c="dimmed">
            Moved on the canvas only: {found.moved.map((node) => titleOf(node)).join(', ')}
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

const FIELD_NAMES: Record<string, string> = {
  name: 'Name',
  text: 'Message',
  event: 'Trigger',
  labels: 'Labels',
  user: 'Team member',
  persona: 'AI persona',
  fields: 'Custom fields',
  sentiment: 'Sentiment',
  skillSet: 'Skill set',
  skill: 'Skill',
  arguments: 'Arguments',
  sampleReply: 'Sample reply',
  match: 'All or any',
  conditions: 'Conditions',
  amount: 'Duration',
  unit: 'Time unit',
  method: 'HTTP Method',
  url: 'Request URL',
  headers: 'Headers',
  body: 'Request Body',
  timeoutSeconds: 'Time-out in seconds',
  ifUnanswered: 'If a request stays unanswered',
};

const fieldName = (field: string) => FIELD_NAMES[field] ?? field;

function said(change: FieldChange, side: 'before' | 'after', names: Names): string {
  const value = change[side];
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) {
    return 'nothing';
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
