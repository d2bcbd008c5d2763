import { isProblem, messageOf } from '../../api/problem';
import { diff, equal, isSame } from '../../graph/diff';
import { toDocument, toGraph } from '../../graph/document';
import type { Document, Graph } from '../../graph/graph';
import { strings } from '../parts/strings';
import { putWorkingCopy } from './calls';
import type { Conflict, EditorStore } from './store';
import { getWorkingCopy, type WorkingCopy } from './workingCopy';

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

export interface Unsent {
  revision: number;
  graph: Graph;
  /** The graph that was being sent when this was stored: the server may have it. */
  underway?: Graph | undefined;
}

/** Stores unsent changes in the browser, so that a closed tab loses nothing. */
export interface LocalCopy {
  get(): Unsent | undefined;
  put(unsent: Unsent): void;
  clear(): void;
}

export function localCopyOf(workflow: string): LocalCopy {
  const key = `parley.unsent.${workflow}`;
  return {
    get: () => {
      try {
        return JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined;
      } catch {
        return undefined;
      }
    },
    put: (unsent) => {
      try {
        localStorage.setItem(key, JSON.stringify(unsent));
      } catch {
        // A full browser store is no reason to stop drawing; the next attempt may reach the server.
      }
    },
    clear: () => localStorage.removeItem(key),
  };
}

/**
 * Keeps the working copy on the server: shortly after each change, one request at a time, always
 * against the last known revision. If someone else changed the workflow, it stops and asks; if the
 * server cannot be reached, it retries and keeps a copy in the browser.
 */
export class Keeper {
  /** The revision last seen. */
  revision: number;
  private sent: Document;
  /** The graph on the server, as it wrote it. */
  private theirs: Graph;
  private underway: Graph | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private busy: Promise<void> | undefined;
  private wait = WAIT;

  constructor(
    private readonly store: EditorStore,
    private readonly calls: Calls,
    private readonly local: LocalCopy,
    first: WorkingCopy,
  ) {
    this.revision = first.revision;
    this.theirs = first.graph;
    this.sent = store.getState().document;
    this.know(first);
    store.subscribe((state, before) => {
      if (state.document !== before.document) {
        this.changed();
      }
    });
  }

  private changed(): void {
    const { kept } = this.store.getState();
    if (kept === 'kept' || kept === 'refused') {
      this.store.setState({ kept: 'waiting', keptDetail: undefined });
    }
    this.plan(WAIT);
  }

  private plan(wait: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), wait);
  }

  /**
   * Sends unsent changes, and returns when the server has accepted or refused them. During a conflict
   * nothing is sent until the user has chosen a side.
   */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    // Several may have waited for the same request, and the first of them sends the next.
    while (this.busy) {
      await this.busy;
    }
    const { document, kept } = this.store.getState();
    if (kept === 'conflict') {
      this.shelve();
      return;
    }
    if (document === this.sent) {
      if (kept === 'waiting') {
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
    this.underway = toGraph(document);
    try {
      this.accept(await this.calls.put(this.underway, this.revision), document);
    } catch (thrown) {
      await this.failed(thrown);
    } finally {
      this.underway = undefined;
    }
  }

  private shelve(): void {
    this.local.put({
      revision: this.revision,
      graph: toGraph(this.store.getState().document),
      underway: this.underway,
    });
  }

  /** Takes note of what the server now has. */
  accept(copy: WorkingCopy, document: Document): void {
    this.wait = WAIT;
    this.sent = document;
    this.local.clear();
    this.know(copy);
    if (this.store.getState().document === document) {
      this.store.setState({ kept: 'kept', keptDetail: undefined, conflict: undefined });
    } else {
      this.store.setState({ kept: 'waiting', conflict: undefined });
      this.plan(WAIT);
    }
  }

  /** The same for what changed nothing of the graph, for example a rename. */
  know(copy: Pick<WorkingCopy, 'revision'> & Partial<WorkingCopy>): void {
    this.revision = copy.revision;
    this.theirs = copy.graph ?? this.theirs;
    const { basedOn, unsaved, setProblems } = this.store.getState();
    this.store.setState({
      basedOn: copy.basedOn ?? basedOn,
      unsaved: copy.unsaved ?? unsaved,
    });
    if (copy.problems) {
      setProblems(copy.problems);
      this.store.setState({ judged: this.sent });
    }
  }

  /** The same for a pause or a resume, whose answer does not tell whether the graph changed too. */
  moved({ revision }: { revision: number }): void {
    if (revision === this.revision + 1) {
      this.revision = revision;
    }
  }

  private async failed(thrown: unknown): Promise<void> {
    if (isProblem(thrown) && thrown.code === 'stale') {
      await this.meet(thrown.more);
    } else if (isProblem(thrown) && thrown.status >= 400 && thrown.status < 500) {
      this.shelve();
      const [fault] = thrown.faults;
      this.store.setState({ kept: 'refused', keptDetail: fault?.message ?? messageOf(thrown) });
    } else {
      this.shelve();
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
      this.shelve();
      this.store.setState({ kept: 'offline', keptDetail: messageOf(thrown) });
      this.plan(LONGEST_WAIT);
      return;
    }
    if (equal(theirs.graph, this.theirs)) {
      this.know({ ...theirs, problems: this.store.getState().allProblems });
      this.plan(0);
      return;
    }
    this.ask({
      changedBy: String(more.changedBy ?? strings.someone),
      changedAt: String(more.changedAt ?? ''),
      theirs,
    });
  }

  /** Stops until the user has chosen a side, unless both sides are equal. */
  private ask(conflict: Conflict): void {
    const { document } = this.store.getState();
    if (isAlike(document, conflict.theirs)) {
      this.accept(conflict.theirs, document);
    } else {
      this.store.setState({ kept: 'conflict', keptDetail: undefined, conflict });
      this.shelve();
    }
  }

  /** Mine replaces theirs, because the person in front of it said so. */
  async keepMine(conflict: Conflict): Promise<void> {
    this.know({ ...conflict.theirs, problems: this.store.getState().allProblems });
    this.store.setState({ kept: 'waiting', conflict: undefined });
    this.sent = { nodes: {}, edges: {} };
    await this.flush();
  }

  /** Theirs is shown; undo brings mine back, as a change like any other. */
  takeTheirs(conflict: Conflict): void {
    this.replace(conflict.theirs, strings.takeTheirs);
  }

  /** Shows what the server has, as one change that can be undone. */
  replace(copy: WorkingCopy, label: string): void {
    this.store.setState({ kept: 'saving' });
    this.show(copy.graph, label);
    this.accept(copy, this.store.getState().document);
    const now = this.store.getState();
    now.select([...now.selected].filter((id) => now.document.nodes[id]));
  }

  private show(graph: Graph, label: string): void {
    const { nodes, edges } = toDocument(graph);
    this.store.getState().edit(label, (draft) => {
      draft.nodes = nodes;
      draft.edges = edges;
    });
  }

  /** Shows what changed on the server while the page was closed. */
  refresh(copy: WorkingCopy): void {
    const { document, conflict } = this.store.getState();
    if (conflict) {
      this.ask({ ...conflict, theirs: copy });
    } else if (document === this.sent) {
      if (equal(copy.graph, this.theirs)) {
        this.know(copy);
      } else {
        this.replace(copy, strings.changedElsewhere);
      }
    }
  }

  /** Restores changes that did not reach the server. Returns true if they will be sent now. */
  bringBack(copy: WorkingCopy): boolean {
    const unsent = this.local.get();
    if (!unsent) {
      return false;
    }
    // The changes did reach the server; only the response was lost.
    if (isAlike(toDocument(unsent.graph), copy)) {
      this.local.clear();
      return false;
    }
    this.show(unsent.graph, strings.restore);
    const isOurs =
      unsent.revision === copy.revision ||
      (unsent.underway !== undefined && isAlike(toDocument(unsent.underway), copy));
    if (!isOurs) {
      this.ask({ changedBy: strings.someone, changedAt: '', theirs: copy });
    }
    return isOurs;
  }

  /** The page is going away: what was not sent is sent behind its back. */
  leave(): void {
    const { document, kept } = this.store.getState();
    if (kept !== 'conflict' && document === this.sent) {
      return;
    }
    this.shelve();
    if (kept !== 'conflict') {
      void this.calls.put(toGraph(document), this.revision, true).then(
        (copy) => this.accept(copy, document),
        () => undefined,
      );
    }
  }
}

/** Returns true if two graphs are equal, including the positions of nodes. */
function isAlike(mine: Document, { graph }: WorkingCopy): boolean {
  const found = diff(mine, toDocument(graph));
  return isSame(found) && found.moved.length === 0;
}
