/** Texts of the parts that every page uses. */
export const strings = {
  product: 'Parley',
  close: 'Close',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  loading: 'Loading',
  offline: 'You are offline',
  notLoaded: 'Not loaded yet. This is loaded when you are back online.',
  justNow: 'just now',
};
