/** The words of the version history. */
export const strings = {
  title: 'Versions',
  back: 'Back to the editor',
  none: 'Nothing was saved yet. Save makes the first version.',
  active: 'Active',
  published: 'Published before',
  workingCopy: 'Working copy',
  workingCopyNote: 'What is drawn in the editor now',
  version: (n: number) => `Version ${n}`,
  by: (author: string, when: string) => `${author}, ${when}`,
  compareWith: 'Compare with',
  nothing: 'Nothing',
  same: 'Both do the same.',
  differences: (from: string, to: string) => `From ${from} to ${to}`,
  pickToRead: 'Click a node to see its settings.',
  isArchived:
    'This workflow is archived. Unarchive it in the editor to restore or publish a version.',
  restore: 'Restore into the working copy',
  restoreTitle: (n: number) => `Restore version ${n}?`,
  restoreText:
    'It becomes the working copy. Unsaved changes are replaced; Undo in the editor brings them back while this tab stays open.',
  restored: (n: number) => `Version ${n} is the working copy now.`,
  publish: 'Publish',
  publishTitle: (n: number) => `Publish version ${n}?`,
  publishText: (n: number) =>
    `A new version with the graph of version ${n} is saved and becomes the active one.`,
  publishedAs: (n: number) => `Version ${n} is active.`,
  cancel: 'Cancel',
  close: 'Close',
  note: 'Note (optional)',
};
