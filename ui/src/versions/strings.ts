/** Texts of the version history. */
export const strings = {
  title: 'Versions',
  back: 'Back to the editor',
  none: 'No versions yet. Save creates the first one.',
  active: 'Active',
  published: 'Published earlier',
  workingCopy: 'Working copy',
  workingCopyNote: 'The current graph in the editor',
  version: (n: number) => `Version ${n}`,
  by: (author: string, when: string) => `${author}, ${when}`,
  compareWith: 'Compare with',
  nothing: 'Nothing',
  same: 'No differences.',
  differences: (from: string, to: string) => `From ${from} to ${to}`,
  pickToRead: 'Click a node to see its settings.',
  isArchived:
    'This workflow is archived. Unarchive it in the editor to restore or publish a version.',
  restore: 'Restore into the working copy',
  restoreTitle: (n: number) => `Restore version ${n}?`,
  restoreText:
    'This version replaces the working copy and its unsaved changes. You can undo this in the editor while this tab is open.',
  restored: (n: number) => `Version ${n} is now the working copy.`,
  publish: 'Publish',
  publishVerb: 'publish',
  publishTitle: (n: number) => `Publish version ${n}?`,
  publishText: (n: number) =>
    `This saves a new version with the graph of version ${n} and makes it the active one.`,
  publishedAs: (n: number) => `Version ${n} is active.`,
  cancel: 'Cancel',
  close: 'Close',
  note: 'Note (optional)',
};

/** Returns the name of a version or of the working copy. */
export const nameOf = (which: number | 'copy'): string =>
  which === 'copy' ? strings.workingCopy : strings.version(which);
