import { createContext, useContext } from 'react';

/** A value that a template can name. */
export interface Variable {
  path: string;
  /** The name shown to users. */
  title: string;
  group: string;
  sample?: unknown;
}

/** The variables and secrets that the templates of a node can use. */
export interface Templating {
  variables: Variable[];
  /** Names of secrets; only where the text goes to another system. */
  secrets: string[];
}

/** A text as a step would render it. */
export interface Preview {
  /** Absent when it cannot be rendered. */
  text?: string;
  faults: { message: string }[];
}

/** The context of the fields of a panel, besides the settings. */
export interface PanelWorld {
  /** Returns the problem of a field, given by its JSON pointer into the settings. */
  problemAt(pointer: string): string | undefined;
  /** The same for warnings, which do not prevent publishing. */
  warningAt(pointer: string): string | undefined;
  nodeId: string;
  /** A hook, since it asks the server and few nodes have templates. */
  useTemplating(nodeId: string): Templating;
  /** A hook for the same reason; undefined until the server has answered. */
  usePreview(nodeId: string, pointer: string, template: string): Preview | undefined;
  /** For a trigger: the nodes that it blocks. */
  broken: string[];
  /** Nothing can be changed: the node is of a version or of an archived workflow. */
  readOnly?: boolean;
}

const NO_TEMPLATING: Templating = { variables: [], secrets: [] };

/** The context of a read-only graph outside the editor. */
export const NO_PANEL: PanelWorld = {
  problemAt: () => undefined,
  warningAt: () => undefined,
  nodeId: '',
  useTemplating: () => NO_TEMPLATING,
  usePreview: () => undefined,
  broken: [],
};

export const PanelContext = createContext<PanelWorld>(NO_PANEL);

export const usePanel = () => useContext(PanelContext);

export function useTemplating(): Templating {
  const world = usePanel();
  return world.useTemplating(world.nodeId);
}
