import { type ComponentType, use } from 'react';
import type { NodeKind } from '../graph/graph';
import type { panels } from './panels/later';
import { TriggerPanel } from './panels/Trigger';
import type { PanelProps } from './view';

type Panels = typeof panels;

let known: Panels | undefined;
let underway: Promise<Panels> | undefined;

/** Fetches the panels' code, so that it is there before somebody chooses a node. */
export function fetchPanels(): Promise<Panels> {
  underway ??= import('./panels/later').then(
    (later) => {
      known = later.panels;
      return later.panels;
    },
    (thrown) => {
      underway = undefined;
      throw thrown;
    },
  );
  return underway;
}

/** The settings of one node. Suspends only while nobody has fetched the panels yet. */
export function KindPanel<K extends NodeKind>(props: PanelProps<K>) {
  const { kind } = props.node;
  const Panel = (kind === 'trigger'
    ? TriggerPanel
    : (known ?? use(fetchPanels()))[kind as keyof Panels]) as unknown as ComponentType<
    PanelProps<K>
  >;
  return <Panel {...props} />;
}
