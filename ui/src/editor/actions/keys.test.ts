import { fireEvent, renderHook } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { toDocument } from '../../graph/document';
import type { Graph, GraphNode } from '../../graph/graph';
import type { Editor } from '../document/context';
import { createEditor } from '../document/store';
import { shortcutsOf, useShortcuts } from './keys';

const GRAPH: Graph = {
  schema: 1,
  nodes: ['t', 'a'].map(
    (id) =>
      ({
        id,
        kind: id === 't' ? 'trigger' : 'end',
        name: id,
        position: { x: 0, y: 0 },
        config: {},
      }) as GraphNode,
  ),
  edges: [],
};

beforeEach(() => {
  document.body.innerHTML = `
    <main tabindex="-1"></main>
    <textarea aria-label="Message" aria-autocomplete="list" aria-controls="list"></textarea>
    <div class="react-flow"><div class="react-flow__node" data-id="a" tabindex="0"></div></div>
    <aside data-panel>
      <button type="button">5 min</button>
      <input aria-label="Duration" />
      <input aria-label="Time unit" aria-expanded="true" />
    </aside>`;
});

function begin() {
  const store = createEditor(toDocument(GRAPH));
  store.getState().select(['a']);
  const find = vi.fn();
  const page = { save: find, test: find, publish: find, help: find, find };
  const shortcuts = shortcutsOf(page);
  renderHook(() => useShortcuts({ store } as Editor, shortcuts));
  return { store, nodes: () => Object.keys(store.getState().document.nodes), find };
}

const at = (selector: string) => document.querySelector(selector) as HTMLElement;

test('Delete removes a node on the canvas, but does nothing on a button outside it', () => {
  const { nodes, find } = begin();
  for (const key of ['Delete', 'Backspace', '?', 'm']) {
    fireEvent.keyDown(at('button'), { key });
  }
  expect(nodes()).toEqual(['t', 'a']);
  expect(find).not.toHaveBeenCalled();
  fireEvent.keyDown(at('.react-flow__node'), { key: 'Delete' });
  expect(nodes()).toEqual(['t']);
});

test('keys with Ctrl go everywhere', () => {
  const { find } = begin();
  fireEvent.keyDown(at('button'), { key: 's', ctrlKey: true });
  expect(find).toHaveBeenCalledOnce();
});

test('Escape leaves a field for the chosen node, but closes an open list first', () => {
  begin();
  at('[aria-expanded]').focus();
  fireEvent.keyDown(at('[aria-expanded]'), { key: 'Escape' });
  expect(at('[aria-expanded]')).toHaveFocus();
  at('[aria-label="Duration"]').focus();
  fireEvent.keyDown(at('[aria-label="Duration"]'), { key: 'Escape' });
  expect(at('.react-flow__node')).toHaveFocus();
});

test('no key is one while a word is being composed', () => {
  const { nodes } = begin();
  fireEvent.keyDown(at('.react-flow__node'), { key: 'Delete', isComposing: true });
  expect(nodes()).toEqual(['t', 'a']);
});

test('Escape while something is carried chooses nothing else', () => {
  const { store } = begin();
  store.setState({ carried: true });
  fireEvent.keyDown(at('.react-flow__node'), { key: 'Escape' });
  expect([...store.getState().selected]).toEqual(['a']);
});

test('one-key shortcuts work where a click on the empty canvas leaves the focus', () => {
  const { nodes, find } = begin();
  fireEvent.keyDown(at('main'), { key: '?' });
  expect(find).toHaveBeenCalledOnce();
  fireEvent.keyDown(at('main'), { key: 'Delete' });
  expect(nodes()).toEqual(['t']);
});

test('Escape closes suggestions before it leaves the field', () => {
  begin();
  const field = at('textarea');
  field.focus();
  fireEvent.keyDown(field, { key: 'Escape' });
  expect(field).toHaveFocus();
  field.removeAttribute('aria-controls');
  fireEvent.keyDown(field, { key: 'Escape' });
  expect(field).not.toHaveFocus();
});
