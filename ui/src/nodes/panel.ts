import { createContext, useContext } from 'react';

/** A value that a template can name. */
export interface Variable {
  path: string;
  /** What people call it. */
  title: string;
  group: string;
  sample?: unknown;
}

/** What the templates of a node can name. */
export interface Templating {
  variables: Variable[];
  /** Names of secrets; only where the text goes to another system. */
  secrets: string[];
  /** What templates would read, for previews. */
  sample: unknown;
}

/** What the fields of a panel know besides the settings. */
export interface PanelWorld {
  /** What is wrong with a field, by JSON pointer into the settings. */
  problemAt(pointer: string): string | undefined;
  /** The same for what does not keep it from being published. */
  warningAt(pointer: string): string | undefined;
  nodeId: string;
  /** A hook, since it asks the server and few nodes have templates. */
  useTemplating(nodeId: string): Templating;
  /** For a trigger: the nodes that it blocks. */
  broken: string[];
  /** Nothing can be changed: the node is of a version or of an archived workflow. */
  readOnly?: boolean;
}

const NO_TEMPLATING: Templating = { variables: [], secrets: [], sample: {} };

/** That of a graph that is only looked at, and of no editor. */
export const NO_PANEL: PanelWorld = {
  problemAt: () => undefined,
  warningAt: () => undefined,
  nodeId: '',
  useTemplating: () => NO_TEMPLATING,
  broken: [],
};

export const PanelContext = createContext<PanelWorld>(NO_PANEL);

export const usePanel = () => useContext(PanelContext);

export function useTemplating(): Templating {
  const world = usePanel();
  return world.useTemplating(world.nodeId);
}
