import type { Configs, NodeKind } from '../api/kinds';
import type { NodeOf } from '../graph/graph';

export interface PanelProps<K extends NodeKind> {
  node: NodeOf<K>;
  config: Configs[K];
  /** Changes some settings at once. Changes of one field within a second are undone together. */
  change(part: Partial<Configs[K]>): void;
}
