import type { EventType, NodeKind } from '../../api/kinds';
import { events } from '../../generated/events';
import { connect, freePlace, insertOnEdge, makeNode, makeRoom } from '../../graph/edits';
import {
  type Document,
  edgeFrom,
  type GraphNode,
  type Handle,
  handlesOf,
  type NodeOf,
  type Position,
  triggerOf,
} from '../../graph/graph';
import { CARD, handleOffset } from '../../graph/layout';
import { blockedBy, descendants, firstSettings } from '../../graph/rules';
import { kindTitle, TRIGGER_EVENTS } from '../../nodes/titles';
import { strings } from '../parts/strings';
import type { EditorStore } from './store';

/** A kind of node that can be added, or a trigger of one event. */
export interface Addable {
  kind: NodeKind;
  event?: EventType | undefined;
}

export type Place =
  | { at: Position }
  | { after: string; handle: Handle; at?: Position }
  | { edge: string };

const STEP = 120;
/** The width over which the branches of a fork are spread. */
const ASIDE = 560;

/** Returns the position of a card whose center is at a point of the canvas. */
export const around = ({ x, y }: Position): Position => ({
  x: x - CARD.width / 2,
  y: y - CARD.height / 2,
});

/** Returns the position of a card whose upper handle is at a point of the canvas. */
export const below = ({ x, y }: Position): Position => ({ x: x - CARD.width / 2, y });

/** Returns the reason why something cannot be added to this graph; undefined if it can. */
export function whyNot(document: Document, { kind }: Addable): string | undefined {
  const event = triggerOf(document)?.config.event;
  return kind === 'trigger' ? undefined : blockedBy(event, kind, firstSettings(kind, event));
}

/**
 * Adds a node where it is wanted and gives its id. A trigger changes the one that is there, since
 * there is exactly one. What cannot be added under this trigger is not.
 */
export function add(store: EditorStore, what: Addable, place: Place): string | undefined {
  const state = store.getState();
  const { document } = state;
  if (what.kind === 'trigger') {
    return setTrigger(store, what.event, place);
  }
  if (whyNot(document, what)) {
    return undefined;
  }
  const defaults = firstSettings(what.kind, triggerOf(document)?.config.event);
  const title = kindTitle(what.kind, defaults);
  const node = makeNode(what.kind, title, defaults, { x: 0, y: 0 });
  state.edit(strings.add(title), (draft) => put(draft, node, place));
  state.select([node.id]);
  return node.id;
}

function put(draft: Document, node: GraphNode, place: Place): void {
  if ('edge' in place) {
    const edge = draft.edges[place.edge];
    const source = edge && draft.nodes[edge.source];
    const target = edge && draft.nodes[edge.target];
    if (edge && source && target) {
      between(draft, node, source, target, edge.id);
      return;
    }
  }
  if ('after' in place) {
    const source = draft.nodes[place.after];
    if (source) {
      const next = edgeFrom(draft, source.id, place.handle);
      const target = next && draft.nodes[next.target];
      if (next && target) {
        between(draft, node, source, target, next.id);
        return;
      }
      const aside = (handleOffset(source.kind, place.handle) - 0.5) * ASIDE;
      node.position = freePlace(
        draft,
        place.at ?? { x: source.position.x + aside, y: source.position.y + STEP },
      );
      draft.nodes[node.id] = node;
      connect(draft, source.id, place.handle, node.id);
      return;
    }
  }
  node.position = freePlace(draft, 'at' in place && place.at ? place.at : { x: 0, y: 0 });
  draft.nodes[node.id] = node;
}

/** Between two nodes; whatever follows moves down where there is no room. */
function between(
  draft: Document,
  node: GraphNode,
  source: GraphNode,
  target: GraphNode,
  edge: string,
): void {
  const y = Math.max(source.position.y + STEP, target.position.y - STEP);
  const room = target.position.y - source.position.y;
  if (room < 2 * STEP) {
    const below = descendants(draft, source.id);
    const onward = new Set([target.id, ...descendants(draft, target.id)]);
    makeRoom(
      draft,
      new Set([...below].filter((id) => onward.has(id))),
      2 * STEP - Math.max(room, 0),
    );
  }
  node.position = { x: target.position.x, y: room < 2 * STEP ? source.position.y + STEP : y };
  draft.nodes[node.id] = node;
  insertOnEdge(draft, edge, node.id);
}

function setTrigger(
  store: EditorStore,
  event: EventType | undefined,
  place: Place,
): string | undefined {
  const state = store.getState();
  const old = triggerOf(state.document);
  if (!old) {
    const config = event ? { event } : {};
    const at = 'at' in place && place.at ? place.at : { x: 0, y: 0 };
    const made = makeNode('trigger', kindTitle('trigger', config), config, at);
    state.edit(strings.addTrigger, (draft) => {
      draft.nodes[made.id] = { ...made, position: freePlace(draft, at) };
    });
    state.select([made.id]);
    return made.id;
  }
  if (event) {
    chooseEvent(store, old, event);
  }
  state.select([old.id]);
  return old.id;
}

/** Changes the event of the trigger, and its name unless the user has chosen one. */
export function chooseEvent(store: EditorStore, old: NodeOf<'trigger'>, event: EventType): void {
  store.getState().edit(strings.triggerChanged(events[event].title), (draft) => {
    const node = draft.nodes[old.id];
    if (node?.kind === 'trigger') {
      const isOurs =
        node.name.trim() === '' ||
        node.name === 'Trigger' ||
        TRIGGER_EVENTS.some((one) => events[one].title === node.name);
      node.config.event = event;
      if (isOurs) {
        node.name = events[event].title;
      }
    }
  });
}

/**
 * Returns the place for a node when none was given: after the selected node, else at the only open
 * end of the graph, else in the middle of the view.
 */
export function naturalPlace(
  document: Document,
  selected: ReadonlySet<string>,
  middle: Position,
): Place {
  const [chosen] = selected;
  if (selected.size === 1 && chosen) {
    const node = document.nodes[chosen];
    const handles = node ? handlesOf(node.kind) : [];
    const free = handles.find((handle) => !edgeFrom(document, chosen, handle));
    const handle = free ?? handles[0];
    if (handle && (free || handles.length === 1)) {
      return { after: chosen, handle };
    }
  }
  const open = Object.values(document.nodes).flatMap((node) =>
    handlesOf(node.kind)
      .filter((handle) => !edgeFrom(document, node.id, handle))
      .map((handle) => ({ after: node.id, handle })),
  );
  const [only] = open;
  return open.length === 1 && only ? only : { at: middle };
}
