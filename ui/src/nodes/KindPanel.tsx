import { use } from 'react';
import type { NodeKind } from '../api/kinds';
import type { panelOf } from './panels/later';
import { TriggerPanel } from './panels/Trigger';
import type { PanelProps } from './view';

type PanelOf = typeof panelOf;

let known: PanelOf | undefined;
let underway: Promise<PanelOf> | undefined;

/** Fetches the panels' code, so that it is ready before the user selects a node. */
export function fetchPanels(): Promise<PanelOf> {
  underway ??= import('./panels/later').then(
    (later) => {
      known = later.panelOf;
      return later.panelOf;
    },
    (thrown) => {
      underway = undefined;
      throw thrown;
    },
  );
  return underway;
}

/** The settings of one node. Suspends only if the panels have not been fetched yet. */
export function KindPanel<K extends NodeKind>(props: PanelProps<K>) {
  return isTrigger(props) ? <TriggerPanel {...props} /> : <Fetched {...props} />;
}

function isTrigger(props: PanelProps<NodeKind>): props is PanelProps<'trigger'> {
  return props.node.kind === 'trigger';
}

function Fetched<K extends NodeKind>(props: PanelProps<K>) {
  const Panel = (known ?? use(fetchPanels()))(props.node.kind);
  return <Panel {...props} />;
}
