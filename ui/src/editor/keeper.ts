import { isProblem, messageOf } from '../api/problem';
import { equal } from '../graph/diff';
import { type Document, type Graph, toDocument, toGraph } from '../graph/graph';
import { getWorkingCopy, putWorkingCopy, type WorkingCopy } from './calls';
import type { EditorStore } from './store';

/** Who changed the workflow meanwhile, and into what. */
export interface Conflict {
  changedBy: string;
  changedAt: string;
  theirs: WorkingCopy;
}

const WAIT = 400;
const LONGEST_WAIT = 15_000;

/** Calls of the server; replaced in tests. */
export interface Calls {
  get(): Promise<WorkingCopy>;
  put(graph: Graph, revision: number, keepalive?: boolean): Promise<WorkingCopy>;
}

export const callsOf = (workflow: string): Calls => ({
  get: () => getWorkingCopy(workflow),
  put: (graph, revision, keepalive) => putWorkingCopy(workflow, graph, revision, keepalive),
});

/** Where what could not be sent waits, so that a closed tab loses nothing either. */
export interface Shelf {
  get(): { revision: number; graph: Graph } | undefined;
  put(revision: number, graph: Graph): void;
  clear(): void;
}

export function browserShelf(workflow: string): Shelf {
  const key = `parley.unsent.${workflow}`;
  return {
    get: () => {
      try {
        return JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined;
      } catch {
        return undefined;
      }
    },
    put: (revision, graph) => {
      try {
        localStorage.setItem(key, JSON.stringify({ revision, graph }));
      } catch {
        // A full browser store is no reason to stop drawing; the next attempt may reach the server.
      }
    },
    clear: () => localStorage.removeItem(key),
  };
}

/**
 * Keeps the working copy on the server: shortly after each change, one request at a time, always
 * against the revision that was last seen. When somebody else changed the workflow it stops and
 * asks; when the server is away it goes on trying and keeps a copy here.
 */
export class Keeper {
  /** The revision last seen. */
  revision: number;
  /** The newest saved version, and whether the working copy differs from it. */
  basedOn: number;
  unsaved: boolean;
  onConflict: (conflict: Conflict) => void = () => {};
  onChange: () => void = () => {};

  private sent: Document;
  /** What the server has, as it wrote it. */
  private theirs: Graph;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private busy: Promise<void> | undefined;
  private wait = WAIT;
  private readonly unsubscribe: () => void;

  constructor(
    private readonly store: EditorStore,
    private readonly calls: Calls,
    private readonly shelf: Shelf,
    first: WorkingCopy,
  ) {
    this.revision = first.revision;
    this.basedOn = first.basedOn;
    this.unsaved = first.unsaved;
    this.theirs = first.graph;
    this.sent = store.getState().document;
    store.getState().setProblems(first.problems);
    this.unsubscribe = store.subscribe((state, before) => {
      if (state.document !== before.document) {
        this.changed();
      }
    });
  }

  private changed(): void {
    const { kept } = this.store.getState();
    if (kept === 'conflict') {
      return;
    }
    if (kept === 'kept' || kept === 'refused') {
      this.store.setState({ kept: 'waiting', keptDetail: undefined });
    }
    this.plan(WAIT);
  }

  private plan(wait: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), wait);
  }

  /** Sends what was not sent yet, and comes back when the server has it or refused. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    await this.busy;
    const { document, kept } = this.store.getState();
    if (kept === 'conflict' || document === this.sent) {
      if (document === this.sent && kept === 'waiting') {
        this.store.setState({ kept: 'kept' });
      }
      return;
    }
    this.busy = this.send(document).finally(() => {
      this.busy = undefined;
    });
    await this.busy;
  }

  private async send(document: Document): Promise<void> {
    this.store.setState({ kept: 'saving' });
    const graph = toGraph(document);
    try {
      this.accept(await this.calls.put(graph, this.revision), document);
    } catch (thrown) {
      await this.failed(thrown, graph);
    }
  }

  /** Takes note of what the server now has. */
  accept(copy: WorkingCopy, document: Document): void {
    this.wait = WAIT;
    this.sent = document;
    this.shelf.clear();
    this.know(copy);
    if (this.store.getState().document === document) {
      this.store.setState({ kept: 'kept', keptDetail: undefined });
    } else {
      this.store.setState({ kept: 'waiting' });
      this.plan(WAIT);
    }
  }

  /** The same for what changed nothing of the graph, for example a rename. */
  know(copy: Pick<WorkingCopy, 'revision'> & Partial<WorkingCopy>): void {
    this.revision = copy.revision;
    this.basedOn = copy.basedOn ?? this.basedOn;
    this.unsaved = copy.unsaved ?? this.unsaved;
    this.theirs = copy.graph ?? this.theirs;
    if (copy.problems) {
      this.store.getState().setProblems(copy.problems);
    }
    this.onChange();
  }

  private async failed(thrown: unknown, graph: Graph): Promise<void> {
    if (isProblem(thrown) && thrown.status === 409) {
      await this.meet(thrown.more);
    } else if (isProblem(thrown) && thrown.status >= 400 && thrown.status < 500) {
      this.shelf.put(this.revision, graph);
      const [fault] = thrown.faults;
      this.store.setState({ kept: 'refused', keptDetail: fault?.message ?? messageOf(thrown) });
    } else {
      this.shelf.put(this.revision, graph);
      this.store.setState({ kept: 'offline', keptDetail: messageOf(thrown) });
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
      this.plan(this.wait);
    }
  }

  /**
   * The revision is not the one that was seen. If only a name or a status changed, the graph on the
   * server is still the one that was sent last, and there is nothing to ask.
   */
  async meet(more: Readonly<Record<string, unknown>>): Promise<void> {
    let theirs: WorkingCopy;
    try {
      theirs = await this.calls.get();
    } catch (thrown) {
      this.store.setState({ kept: 'offline', keptDetail: messageOf(thrown) });
      this.plan(LONGEST_WAIT);
      return;
    }
    if (equal(theirs.graph, this.theirs)) {
      this.know({ ...theirs, problems: this.store.getState().allProblems });
      this.plan(0);
      return;
    }
    this.store.setState({ kept: 'conflict' });
    this.onConflict({
      changedBy: String(more.changedBy ?? 'Somebody'),
      changedAt: String(more.changedAt ?? ''),
      theirs,
    });
  }

  /** Mine replaces theirs, because the person in front of it said so. */
  async keepMine(conflict: Conflict): Promise<void> {
    this.know({ ...conflict.theirs, problems: this.store.getState().allProblems });
    this.store.setState({ kept: 'waiting' });
    this.sent = { nodes: {}, edges: {} };
    await this.flush();
  }

  /** Theirs is shown; undo brings mine back, as a change like any other. */
  takeTheirs(conflict: Conflict): void {
    this.replace(conflict.theirs, 'Take theirs');
  }

  /** Shows what the server has, as one change that can be undone. */
  replace(copy: WorkingCopy, label: string): void {
    const { nodes, edges } = toDocument(copy.graph);
    this.store.setState({ kept: 'saving' });
    this.store.getState().edit(label, (draft) => {
      draft.nodes = nodes;
      draft.edges = edges;
    });
    this.accept(copy, this.store.getState().document);
    const now = this.store.getState();
    now.select([...now.selected].filter((id) => nodes[id]));
  }

  /** Looks again after the page was away, and shows what was changed meanwhile. */
  refresh(copy: WorkingCopy): void {
    if (this.store.getState().document !== this.sent) {
      return;
    }
    if (equal(copy.graph, this.theirs)) {
      this.know(copy);
    } else {
      this.replace(copy, 'Changed elsewhere');
    }
  }

  /** The page is going away: what was not sent is sent behind its back. */
  leave(): void {
    const { document, kept } = this.store.getState();
    if (kept === 'conflict' || document === this.sent) {
      return;
    }
    const graph = toGraph(document);
    this.shelf.put(this.revision, graph);
    void this.calls.put(graph, this.revision, true).then(
      (copy) => this.accept(copy, document),
      () => undefined,
    );
  }

  stop(): void {
    clearTimeout(this.timer);
    this.unsubscribe();
  }
}
