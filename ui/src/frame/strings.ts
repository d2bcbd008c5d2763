/** Texts of what stands in for a page. */
export const strings = {
  notFound: 'Page not found',
  notFoundHow: 'The address may be wrong, or the page may have been deleted.',
  toWorkflows: 'Go to Workflows',
  failed: 'This page could not be shown',
  failedHow: 'Try again. If that does not help, reload the page.',
  tryAgain: 'Try again',
};
