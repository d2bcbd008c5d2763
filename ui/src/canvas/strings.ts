import type { Mark } from './state';

export const MARK_WORDS: Record<Mark, string> = {
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
  moved: 'Moved',
};

export const strings = {
  attempt: (n: number) => `attempt ${n}`,
  notReached: 'Not reached',
  addAfter: (title: string, handle?: string) =>
    handle ? `Add a node after ${title}, ${handle}` : `Add a node after ${title}`,
  addHere: 'Add a node here',
  removeEdge: 'Remove connection',
  problems: (n: number) => (n === 1 ? '1 problem' : `${n} problems`),
  from: (source: string, handle: string | undefined, target: string) =>
    `From ${source}${handle ? `, ${handle},` : ''} to ${target}`,
  graph: 'Workflow graph',
  miniMap: 'Mini map',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Fit',
  fullSize: '100%',
  tools: 'Canvas',
};
