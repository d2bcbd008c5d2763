import { describe, expect, test, vi } from 'vitest';
import { Problem } from '../api/problem';
import { type Graph, type GraphNode, toDocument, toGraph } from '../graph/graph';
import type { WorkingCopy } from './calls';
import { type Conflict, Keeper, type Shelf } from './keeper';
import { add } from './placing';
import { createEditor, type EditorStore } from './store';

const START: Graph = {
  schema: 1,
  nodes: [
    { id: 't', kind: 'trigger', name: '', position: { x: 0, y: 0 }, config: {} } as GraphNode,
  ],
  edges: [],
};

/** A server in memory that counts revisions as the real one does. */
class Server {
  graph = START;
  revision = 1;
  away = false;
  puts = 0;

  copy(): WorkingCopy {
    return {
      graph: structuredClone(this.graph),
      problems: [],
      revision: this.revision,
      basedOn: 0,
      unsaved: true,
    };
  }

  get = async () => this.copy();

  put = async (graph: Graph, revision: number) => {
    this.puts++;
    if (this.away) {
      throw new Problem(0, { detail: 'Parley does not answer.' });
    }
    if (revision !== this.revision) {
      throw new Problem(409, {
        code: 'stale',
        changedBy: 'Sample Agent',
        changedAt: '2026-01-01T10:00:00Z',
      });
    }
    this.graph = structuredClone(graph);
    this.revision++;
    return this.copy();
  };
}

class MemoryShelf implements Shelf {
  kept: { revision: number; graph: Graph } | undefined;
  get = () => this.kept;
  put = (revision: number, graph: Graph) => {
    this.kept = { revision, graph };
  };
  clear = () => {
    this.kept = undefined;
  };
}

function begin() {
  const server = new Server();
  const shelf = new MemoryShelf();
  const store = createEditor(toDocument(START));
  const keeper = new Keeper(store, server, shelf, server.copy());
  let conflict: Conflict | undefined;
  keeper.onConflict = (met) => {
    conflict = met;
  };
  return { server, shelf, store, keeper, conflict: () => conflict };
}

const delay = (store: EditorStore) => add(store, { kind: 'delay' }, { after: 't', handle: 'next' });

describe('the working copy', () => {
  test('follows what is drawn, and undo as well', async () => {
    const { server, store, keeper } = begin();
    delay(store);
    expect(store.getState().kept).toBe('waiting');
    await keeper.flush();
    expect(store.getState().kept).toBe('kept');
    expect(server.graph.nodes).toHaveLength(2);
    store.getState().undo();
    await keeper.flush();
    expect(server.graph).toEqual(START);
  });

  test('many changes at once are one request', async () => {
    const { server, store, keeper } = begin();
    delay(store);
    delay(store);
    delay(store);
    await keeper.flush();
    expect(server.puts).toBe(1);
  });

  test('a rename or a pause elsewhere is no conflict', async () => {
    vi.useFakeTimers();
    const { server, store, conflict } = begin();
    server.revision = 7;
    delay(store);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(conflict()).toBeUndefined();
    expect(store.getState().kept).toBe('kept');
    expect(server.graph.nodes).toHaveLength(2);
    vi.useRealTimers();
  });

  test('another drawing elsewhere stops it, and nothing is overwritten', async () => {
    const { server, store, keeper, conflict } = begin();
    const theirs = { ...START, nodes: [{ ...START.nodes[0], name: 'Theirs' } as GraphNode] };
    server.graph = theirs;
    server.revision = 2;
    delay(store);
    await keeper.flush();
    expect(conflict()?.changedBy).toBe('Sample Agent');
    expect(store.getState().kept).toBe('conflict');
    delay(store);
    await keeper.flush();
    expect(server.graph).toEqual(theirs);
  });

  test('theirs can be taken, and undo brings mine back', async () => {
    const { server, store, keeper, conflict } = begin();
    server.graph = { ...START, nodes: [{ ...START.nodes[0], name: 'Theirs' } as GraphNode] };
    server.revision = 2;
    delay(store);
    const mine = store.getState().document;
    await keeper.flush();
    keeper.takeTheirs(conflict() as Conflict);
    expect(toGraph(store.getState().document)).toEqual(server.graph);
    expect(store.getState().kept).toBe('kept');
    store.getState().undo();
    expect(store.getState().document).toEqual(mine);
    await keeper.flush();
    expect(server.graph).toEqual(toGraph(mine));
  });

  test('mine can be kept', async () => {
    const { server, store, keeper, conflict } = begin();
    server.graph = { ...START, nodes: [{ ...START.nodes[0], name: 'Theirs' } as GraphNode] };
    server.revision = 2;
    delay(store);
    await keeper.flush();
    await keeper.keepMine(conflict() as Conflict);
    expect(server.graph).toEqual(toGraph(store.getState().document));
    expect(store.getState().kept).toBe('kept');
  });

  test('with the server away it is kept here and sent once it is back', async () => {
    const { server, shelf, store, keeper } = begin();
    server.away = true;
    delay(store);
    await keeper.flush();
    expect(store.getState().kept).toBe('offline');
    expect(shelf.kept?.graph.nodes).toHaveLength(2);
    server.away = false;
    await keeper.flush();
    expect(store.getState().kept).toBe('kept');
    expect(server.graph.nodes).toHaveLength(2);
    expect(shelf.kept).toBeUndefined();
  });
});

describe('adding', () => {
  test('after a node that leads on goes in between', () => {
    const { store } = begin();
    const first = delay(store);
    const second = delay(store);
    const led = Object.values(store.getState().document.edges).map((e) => [e.source, e.target]);
    expect(led).toEqual(
      expect.arrayContaining([
        ['t', second],
        [second, first],
      ]),
    );
    expect(store.getState().history.past.at(-1)?.label).toBe('Add Delay');
  });

  test('never puts a node on another', () => {
    const { store } = begin();
    for (let i = 0; i < 6; i++) {
      delay(store);
    }
    const places = Object.values(store.getState().document.nodes).map((n) => n.position);
    for (const one of places) {
      const near = places.filter((p) => p.x === one.x && Math.abs(p.y - one.y) < 64);
      expect(near).toHaveLength(1);
    }
  });

  test('what the trigger blocks is not added', () => {
    const { store } = begin();
    add(store, { kind: 'trigger', event: 'conversation.label_added' }, { at: { x: 0, y: 0 } });
    expect(Object.keys(store.getState().document.nodes)).toHaveLength(1);
    expect(store.getState().document.nodes.t?.name).toBe('Label Added');
    expect(add(store, { kind: 'addLabel' }, { after: 't', handle: 'next' })).toBeUndefined();
    expect(add(store, { kind: 'removeLabel' }, { after: 't', handle: 'next' })).toBeDefined();
  });
});
