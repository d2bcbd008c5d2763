import type { Entry, Happening, Run } from '../api/conversations';
import type { KindFacts, NodeKind } from '../api/kinds';
import type { Schemas } from '../api/types';
import { kinds } from '../generated/kinds';

type Step = Schemas['TimelineStep'];

/** Returns true if a step of a kind may have made a change. */
const mayMake = (kind: string, event: Happening['type']): boolean =>
  (kinds as Record<string, Partial<KindFacts<NodeKind>> | undefined>)[kind]?.causes?.some(
    (cause) => cause.event === event,
  ) ?? false;

/** Changes that a run made here, by the step that made them. */
export type Made = ReadonlyMap<string, Happening[]>;

const NOTHING: Made = new Map();

/** The run that made a change, if one did. */
const makerOf = (entry: Entry): string | undefined =>
  entry.kind === 'event' ? entry.event.causedBy.at(-1)?.executionId : undefined;

export interface Story {
  /** In the order in which they happened, each thing once. */
  entries: Entry[];
  /** Returns the changes that a run made. */
  madeBy: (run: Run) => Made;
}

/**
 * Returns the timeline of a conversation to show. Changes by a run appear in its card, at their step,
 * and not as lines of their own; a received message is an entry, and its event is not.
 *
 * @param newestFirst entries as the api has them
 */
export function storyOf(newestFirst: Entry[]): Story {
  const entries = newestFirst
    .filter((entry) => entry.kind !== 'event' || entry.event.type !== 'message.received')
    .reverse();
  const made = new Map<string, Made>();
  const inCards = new Set<Entry>();
  for (const entry of entries) {
    if (entry.kind === 'execution') {
      const changed = entries.filter((one) => makerOf(one) === entry.id);
      made.set(entry.id, shared(entry.execution.did, changed, inCards));
    }
  }
  return {
    entries: entries.filter((entry) => !inCards.has(entry)),
    madeBy: (run) => made.get(run.id) ?? NOTHING,
  };
}

/** Assigns each change to the first step that can have made it; both lists are oldest first. */
function shared(steps: Step[], changed: Entry[], inCards: Set<Entry>): Made {
  const made = new Map<string, Happening[]>();
  let at = 0;
  for (const entry of changed) {
    if (entry.kind !== 'event') {
      continue;
    }
    const { event } = entry;
    const found = steps.findIndex((step, place) => place >= at && mayMake(step.kind, event.type));
    const step = steps[found];
    if (step) {
      at = found;
      inCards.add(entry);
      made.set(step.nodeId, [...(made.get(step.nodeId) ?? []), event]);
    }
  }
  return made;
}
