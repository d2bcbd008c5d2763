import { describe, expect, test } from 'vitest';
import { connect, insertOnEdge, makeNode, paste, remove } from './edits';
import type { Document, GraphNode, Handle } from './graph';
import { handlesOf } from './graph';
import { type Edited, edit, NO_HISTORY, redo, TOGETHER, undo } from './history';

function start(): Edited {
  const trigger = {
    id: 'trigger',
    kind: 'trigger',
    name: 'New Conversation',
    position: { x: 0, y: 0 },
    config: {},
  } as GraphNode;
  return { document: { nodes: { trigger }, edges: {} }, history: NO_HISTORY };
}

/** The same numbers for the same seed, so that a failure can be seen again. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

function anyEdit(document: Document, roll: (sides: number) => number): (draft: Document) => void {
  const ids = Object.keys(document.nodes);
  const pick = () => ids[roll(ids.length)] as string;
  const one = pick();
  const other = pick();
  const place = { x: roll(500), y: roll(500) };
  const edges = Object.keys(document.edges);
  const edge = edges[roll(Math.max(edges.length, 1))];
  const handles = handlesOf(document.nodes[one]?.kind ?? 'end');
  const handle = handles[roll(Math.max(handles.length, 1))] as Handle | undefined;
  const added = [
    makeNode('sendMessage', 'Send Message', { text: '' }, place),
    makeNode('decision', 'Decision', { match: 'all', conditions: [] }, place),
    makeNode('end', 'End', {}, place),
  ][roll(3)] as GraphNode;
  const all: ((draft: Document) => void)[] = [
    (draft) => {
      draft.nodes[added.id] = added;
    },
    (draft) => {
      draft.nodes[added.id] = added;
      if (edge) {
        insertOnEdge(draft, edge, added.id);
      }
    },
    (draft) => {
      if (handle) {
        connect(draft, one, handle, other);
      }
    },
    (draft) => remove(draft, one === other ? [one] : [one, other]),
    (draft) => remove(draft, [], edge ? [edge] : []),
    (draft) => {
      const node = draft.nodes[one];
      if (node) {
        node.position = place;
        node.name = `Node ${place.x}`;
      }
    },
    (draft) => {
      const node = draft.nodes[one];
      if (node?.kind === 'sendMessage') {
        node.config.text += 'x';
      }
      if (node?.kind === 'decision') {
        node.config.conditions.push({
          field: 'status',
          operator: 'is',
          value: 'open',
          caseSensitive: false,
        });
      }
    },
    (draft) => {
      paste(draft, { nodes: [document.nodes[one] as GraphNode], edges: [] }, place);
    },
  ];
  return all[roll(all.length)] as (draft: Document) => void;
}

describe('undo and redo', () => {
  test.each(Array.from({ length: 60 }, (_, i) => i + 1))(
    'any edits undone give the first graph back, and redone the last (%i)',
    (seed) => {
      const roll = dice(seed);
      const first = start();
      let state = first;
      for (let step = 0; step < 80; step++) {
        if (Object.keys(state.document.nodes).length === 0) {
          break;
        }
        const joinKey = roll(3) === 0 ? 'same' : undefined;
        const recipe = anyEdit(state.document, roll);
        state = edit(state, 'Edit', recipe, step * 400 * roll(4), joinKey);
        // Going back and forth in the middle must change nothing.
        if (roll(6) === 0 && state.history.past.length > 0) {
          expect(redo(undo(state)).document).toEqual(state.document);
        }
      }
      const last = state.document;
      while (state.history.past.length > 0) {
        state = undo(state);
      }
      expect(state.document).toEqual(first.document);
      while (state.history.future.length > 0) {
        state = redo(state);
      }
      expect(state.document).toEqual(last);
    },
  );

  test('typing is undone at once, until there was a pause', () => {
    const type = (state: Edited, text: string, at: number) =>
      edit(
        state,
        'Rename',
        (draft) => {
          (draft.nodes.trigger as GraphNode).name = text;
        },
        at,
        'name',
      );
    let state = type(type(type(start(), 'a', 0), 'ab', 300), 'abc', 5_000);
    expect(state.history.past).toHaveLength(2);
    state = undo(state);
    expect(state.document.nodes.trigger?.name).toBe('ab');
    state = undo(state);
    expect(state.document).toEqual(start().document);
  });

  test('an edit that changes nothing is not remembered, and a new edit forgets what was undone', () => {
    const named = edit(
      start(),
      'Rename',
      (draft) => {
        (draft.nodes.trigger as GraphNode).name = 'x';
      },
      0,
    );
    expect(edit(named, 'Nothing', () => {}, 0)).toBeTruthy();
    expect(edit(named, 'Nothing', () => {}, 0).history).toBe(named.history);
    const undone = undo(named);
    expect(undone.history.future).toHaveLength(1);
    const other = edit(undone, 'Remove', (draft) => remove(draft, ['trigger']), 0);
    expect(other.history.future).toHaveLength(0);
  });
});

test('what belongs together is one thing to undo, however long it takes', () => {
  const named = (name: string) => (draft: Document) => {
    const trigger = draft.nodes.trigger;
    if (trigger) {
      trigger.name = name;
    }
  };
  let state = start();
  state = edit(state, 'Write', named('a'), 0, `${TOGETHER}1`);
  state = edit(state, 'Write', named('ab'), 60_000, `${TOGETHER}1`);
  state = edit(state, 'Write', named('abc'), 61_000, `${TOGETHER}2`);
  expect(state.history.past).toHaveLength(2);
  const back = undo(undo(state));
  expect(back.document.nodes.trigger?.name).toBe('New Conversation');
});
