/** The words of what differs between two graphs. */
export const differences = {
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
  connected: 'Connected',
  disconnected: 'Disconnected',
  movedOnly: 'Moved on the canvas only',
  nothing: 'nothing',
};

/** The names of the properties that a node has besides its settings. */
export const otherNames: Record<string, string> = { name: 'Name', kind: 'Kind' };
