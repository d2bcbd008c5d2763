import type { Icon } from '@tabler/icons-react';
import type { Schemas } from './types';

/** The settings of each kind of node. */
export type Configs = { [N in Schemas['GraphNode'] as N['kind']]: N['config'] };

export type NodeKind = keyof Configs;

/** The categories of the left sidebar. */
export const CATEGORIES = ['Triggers', 'Actions', 'Flow Control', 'Integration'] as const;
export type Category = (typeof CATEGORIES)[number];

export type Catalogue = 'labels' | 'users' | 'personas' | 'fields' | 'skill-sets';

/** The shape of what the build writes of each kind of node, see generated/kinds.ts. */
export interface KindFacts<K extends NodeKind> {
  title: string;
  category: Category;
  /** The heading within the category. */
  group?: string;
  /** A one-sentence description. */
  help: string;
  /** Further words to find it by. */
  keywords: string;
  icon: Icon;
  color: string;
  /** The text of its card; a setting's name in braces stands for the setting's value. */
  summary: string;
  /** The text of its card while a setting named in the summary is empty. */
  unset?: string;
  /** Further words for the panel of a kind without settings. */
  note?: string;
  handles: { name: string; title: string }[];
  causes?: { event: EventType; when?: keyof Configs[K] }[];
  settings: { [S in keyof Configs[K]]-?: SettingFacts<Configs[K]> };
  /** The settings of a node that is added. */
  first: Configs[K];
  /** The values that later templates can read under `steps.<id>`, for kinds that call something. */
  outputs?: string[];
  /** The reply that a test run uses in place of the call, unless the author sets another. */
  sample?: Record<string, unknown>;
}

export interface SettingFacts<C> {
  label: string;
  control: Control;
  help?: string;
  placeholder?: string;
  catalogue?: Catalogue;
  required?: boolean;
  lines?: number;
  least?: number;
  most?: number;
  /** The switch that must be on for it to be shown. */
  when?: keyof C;
  choices?: { value: string; label: string }[];
}

export type Control =
  | 'text'
  | 'template'
  | 'number'
  | 'whole'
  | 'switch'
  | 'choice'
  | 'one'
  | 'many'
  | 'json'
  /** None: the kind has a panel of its own. */
  | 'panel';

export type EventType = Schemas['EventType'];

export interface EventFacts {
  title: string;
  /** A sentence without its dot; absent where no workflow can start with the event. */
  firesWhen?: string;
  /** Its line in a timeline, with `{who}`, `{label}` and `{assignee}` in it. */
  timeline?: string;
  /** It is about one label, which it names. */
  aboutLabel?: boolean;
}

/** A path that is offered to authors of templates. */
export interface VariableFacts {
  group: string;
  title: string;
  path: string;
  /** Only events about a label have it. */
  ofLabels?: boolean;
}

export type Condition = Configs['decision']['conditions'][number];
export type ConditionField = Condition['field'];

/** A field that conditions can check. */
export interface ConditionFacts {
  title: string;
  /** The condition in words, with `{operator}` and `{value}` in it. */
  says: string;
  operators: { value: string; label: string }[];
  choices?: { value: string; label: string }[];
  catalogue?: 'labels';
  /** Upper and lower case may matter. */
  caseCounts?: boolean;
  /** A condition that is added. */
  first: Condition;
}
