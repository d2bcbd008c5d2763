import type { Icon } from '@tabler/icons-react';
import type { Configs, NodeKind, NodeOf } from '../graph/graph';

/** The categories of the left sidebar. */
export const CATEGORIES = ['Triggers', 'Actions', 'Flow Control', 'Integration'] as const;
export type Category = (typeof CATEGORIES)[number];

/** Names of what graphs refer to by id; undefined while not known. */
export interface Names {
  label(id: string): string | undefined;
  user(id: string): string | undefined;
  persona(id: string): string | undefined;
  field(id: string): string | undefined;
  skillSet(id: string): string | undefined;
}

export const NO_NAMES: Names = {
  label: () => undefined,
  user: () => undefined,
  persona: () => undefined,
  field: () => undefined,
  skillSet: () => undefined,
};

export interface PanelProps<K extends NodeKind> {
  node: NodeOf<K>;
  config: Configs[K];
  /** Changes some settings at once. Changes of one field within a second are undone together. */
  change(part: Partial<Configs[K]>): void;
}

/** How one kind of node looks, reads and is configured. What it does is the server's to know. */
export interface KindView<K extends NodeKind> {
  /** The name on screen. */
  title: string;
  category: Category;
  /** The heading within the category. */
  group?: string;
  /** What it does, in a sentence. */
  help: string;
  /** Further words to find it by. */
  keywords: string;
  icon: Icon;
  colour: string;
  defaults(): Configs[K];
  /** What the node does, as its card says it. */
  summary(config: Configs[K], names: Names): string;
  /** What later templates can read under `steps.<id>`, for kinds that call something. */
  outputs?: string[];
  /** What a test run answers in place of the call, until the author says otherwise. */
  sampleReply?(config: Configs[K]): unknown;
}
