import { createContext, useContext } from 'react';

/** A value that a template can name. */
export interface Variable {
  path: string;
  /** What people call it. */
  title: string;
  group: string;
  sample?: unknown;
}

/** What the fields of a panel know besides the settings. */
export interface PanelWorld {
  /** What is wrong with a field, by JSON pointer into the settings. */
  problemAt(pointer: string): string | undefined;
  variables: Variable[];
  /** Names of secrets; only where the text goes to another system. */
  secrets: string[];
  /** What templates would read, for previews. */
  sample: unknown;
  /** For a trigger: the nodes that it blocks. */
  broken: string[];
}

const NOTHING: PanelWorld = {
  problemAt: () => undefined,
  variables: [],
  secrets: [],
  sample: {},
  broken: [],
};

export const PanelContext = createContext<PanelWorld>(NOTHING);

export const usePanel = () => useContext(PanelContext);
