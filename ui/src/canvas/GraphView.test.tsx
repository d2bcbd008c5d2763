import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Graph } from '../graph/graph';
import { renderWith } from '../nodes/testing';
import { GraphView } from './GraphView';

const graph: Graph = {
  schema: 1,
  nodes: [
    {
      id: 't',
      kind: 'trigger',
      name: '',
      position: { x: 0, y: 0 },
      config: { event: 'conversation.created' },
    },
    {
      id: 'd',
      kind: 'decision',
      name: 'Urgent?',
      position: { x: 0, y: 120 },
      config: {
        match: 'all',
        conditions: [
          { field: 'messageText', operator: 'contains', value: 'urgent', caseSensitive: false },
          { field: 'labels', operator: 'absent', value: 'l-vip', caseSensitive: false },
        ],
      },
    },
    {
      id: 'l',
      kind: 'addLabel',
      name: '',
      position: { x: 0, y: 240 },
      config: { labels: ['l-urgent'] },
    },
    { id: 'e', kind: 'end', name: '', position: { x: 300, y: 240 }, config: {} },
  ],
  edges: [
    { id: '1', source: 't', handle: 'next', target: 'd' },
    { id: '2', source: 'd', handle: 'true', target: 'l' },
    { id: '3', source: 'd', handle: 'false', target: 'e' },
  ],
};

test('cards say what their nodes do, and where a run went', () => {
  renderWith(
    <GraphView
      graph={graph}
      run={{
        d: { status: 'completed', handle: 'true' },
        l: { status: 'retrying', attempt: 3 },
      }}
    />,
  );
  expect(screen.getByText('When: New Conversation')).toBeInTheDocument();
  expect(
    screen.getByText('If all: message contains “urgent”, label VIP is absent'),
  ).toBeInTheDocument();
  expect(screen.getByText('Add Urgent')).toBeInTheDocument();
  expect(screen.getByText('Completed')).toBeInTheDocument();
  expect(screen.getByText('Retrying, attempt 3')).toBeInTheDocument();
  expect(screen.getByLabelText(/^End, The workflow ends here, Not reached$/)).toBeInTheDocument();
});

test('what differs is marked by a word', () => {
  renderWith(
    <GraphView graph={graph} marks={{ nodes: { l: 'changed', e: 'removed' }, edges: {} }} />,
  );
  expect(screen.getByText('Changed')).toBeInTheDocument();
  expect(screen.getByText('Removed')).toBeInTheDocument();
});

test('nothing of it can be changed', () => {
  renderWith(<GraphView graph={graph} />);
  expect(screen.queryByRole('button', { name: /^Add a node/ })).toBeNull();
});
