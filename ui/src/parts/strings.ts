/** The words of what all rooms share. */
export const strings = {
  product: 'Parley',
  close: 'Close',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  loading: 'Loading',
  offline: 'You are offline',
  notLoaded: 'This was not loaded yet. It is fetched as soon as the connection is back.',
  justNow: 'just now',
};
