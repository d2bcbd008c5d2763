import type { ShownStatus } from '../parts/words';
import type { Mark } from './state';

export const STEP_WORDS: Record<ShownStatus, string> = {
  running: 'Running',
  waiting: 'Waiting',
  retrying: 'Retrying',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
  reused: 'Reused',
  skipped: 'Skipped',
};

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
