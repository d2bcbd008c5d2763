import { describe, expect, test, vi } from 'vitest';
import { Problem } from '../../api/problem';
import { toDocument, toGraph } from '../../graph/document';
import type { Graph, GraphNode } from '../../graph/graph';
import { Keeper, type LocalCopy, type Unsent } from './keeper';
import { add } from './placing';
import { type Conflict, createEditor, type EditorStore } from './store';
import type { WorkingCopy } from './workingCopy';

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

class MemoryCopy implements LocalCopy {
  kept: Unsent | undefined;
  get = () => this.kept;
  put = (unsent: Unsent) => {
    this.kept = unsent;
  };
  clear = () => {
    this.kept = undefined;
  };
}

function begin(server = new Server(), local = new MemoryCopy()) {
  const store = createEditor(toDocument(server.copy().graph));
  const keeper = new Keeper(store, server, local, server.copy());
  const isRestored = keeper.bringBack(server.copy());
  const conflict = () => store.getState().conflict;
  return { server, local, store, keeper, conflict, isRestored };
}

const THEIRS: Graph = { ...START, nodes: [{ ...START.nodes[0], name: 'Theirs' } as GraphNode] };

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
    server.graph = THEIRS;
    server.revision = 2;
    delay(store);
    await keeper.flush();
    expect(conflict()?.changedBy).toBe('Sample Agent');
    expect(store.getState().kept).toBe('conflict');
    delay(store);
    await keeper.flush();
    expect(server.graph).toEqual(THEIRS);
  });

  test('theirs can be taken, and undo brings mine back', async () => {
    const { server, store, keeper, conflict } = begin();
    server.graph = THEIRS;
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
    server.graph = THEIRS;
    server.revision = 2;
    delay(store);
    await keeper.flush();
    await keeper.keepMine(conflict() as Conflict);
    expect(server.graph).toEqual(toGraph(store.getState().document));
    expect(store.getState().kept).toBe('kept');
  });

  test('with the server away it is kept here and sent once it is back', async () => {
    const { server, local, store, keeper } = begin();
    server.away = true;
    delay(store);
    await keeper.flush();
    expect(store.getState().kept).toBe('offline');
    expect(local.kept?.graph.nodes).toHaveLength(2);
    server.away = false;
    await keeper.flush();
    expect(store.getState().kept).toBe('kept');
    expect(server.graph.nodes).toHaveLength(2);
    expect(local.kept).toBeUndefined();
  });
});

describe('a conflict', () => {
  async function met() {
    const begun = begin();
    begun.server.graph = THEIRS;
    begun.server.revision = 2;
    delay(begun.store);
    await begun.keeper.flush();
    return begun;
  }

  test('stays open when the page is refreshed, and then shows their latest version', async () => {
    const { server, store, keeper, conflict } = await met();
    server.graph = { ...START, nodes: [{ ...START.nodes[0], name: 'Later' } as GraphNode] };
    server.revision = 3;
    keeper.refresh(server.copy());
    expect(conflict()?.theirs.revision).toBe(3);
    expect(conflict()?.changedBy).toBe('Sample Agent');
    keeper.takeTheirs(conflict() as Conflict);
    expect(toGraph(store.getState().document)).toEqual(server.graph);
  });

  test('ends when the user chooses a side', async () => {
    for (const choose of ['keepMine', 'takeTheirs'] as const) {
      const { server, store, keeper, conflict } = await met();
      await keeper[choose](conflict() as Conflict);
      expect(conflict()).toBeUndefined();
      keeper.refresh(server.copy());
      expect(conflict()).toBeUndefined();
      expect(store.getState().kept).toBe('kept');
    }
  });

  test('keeps edits made during the conflict when the tab is closed', async () => {
    const { server, local, store, keeper } = await met();
    delay(store);
    const mine = store.getState().document;
    keeper.leave();
    const again = begin(server, local);
    expect(again.store.getState().document).toEqual(mine);
    expect(again.conflict()?.theirs.graph).toEqual(THEIRS);
    expect(server.graph).toEqual(THEIRS);
  });

  test('does not arise if both sides made the same change', async () => {
    const { server, local, store, keeper, conflict } = begin();
    delay(store);
    server.graph = toGraph(store.getState().document);
    server.revision = 2;
    await keeper.flush();
    expect(conflict()).toBeUndefined();
    expect(store.getState().kept).toBe('kept');
    expect(local.kept).toBeUndefined();
  });
});

describe('a page that is left at once', () => {
  /** Closes the page: the server stores the graph, but its reply never arrives. */
  function closed({ server, keeper, local }: ReturnType<typeof begin>) {
    const { put } = server;
    server.put = (...args) => put(...args).then(() => new Promise<never>(() => {}));
    keeper.leave();
    server.put = put;
    return local;
  }

  test('meets no conflict with itself when it is opened again', async () => {
    const begun = begin();
    delay(begun.store);
    const local = closed(begun);
    expect(local.kept).toBeDefined();
    const again = begin(begun.server, local);
    expect(again.conflict()).toBeUndefined();
    expect(again.isRestored).toBe(false);
    expect(again.store.getState().kept).toBe('kept');
    expect(local.kept).toBeUndefined();
  });

  test('nor with what was on its way', async () => {
    const { server, store, keeper, local } = begin();
    const { put } = server;
    server.put = (...args) => put(...args).then(() => new Promise<never>(() => {}));
    delay(store);
    void keeper.flush();
    await Promise.resolve();
    delay(store);
    const mine = store.getState().document;
    keeper.leave();
    server.put = put;
    const again = begin(server, local);
    expect(again.conflict()).toBeUndefined();
    expect(again.isRestored).toBe(true);
    await again.keeper.flush();
    expect(server.graph).toEqual(toGraph(mine));
  });
});

describe('one request at a time', () => {
  test('also for two who wait for the same one', async () => {
    const { server, store, keeper } = begin();
    delay(store);
    const first = keeper.flush();
    delay(store);
    await Promise.all([first, keeper.flush(), keeper.flush()]);
    expect(server.puts).toBe(2);
    expect(store.getState().kept).toBe('kept');
    expect(store.getState().conflict).toBeUndefined();
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

  test('what the trigger blocks only in part is added without that part', () => {
    const { store } = begin();
    add(store, { kind: 'trigger', event: 'conversation.label_added' }, { at: { x: 0, y: 0 } });
    const id = add(store, { kind: 'aiExtraction' }, { after: 't', handle: 'next' });
    expect(store.getState().document.nodes[id ?? '']?.config).toEqual({
      labels: false,
      fields: [],
      sentiment: true,
    });
  });
});
