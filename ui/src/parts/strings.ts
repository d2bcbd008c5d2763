/** The words of what all rooms share. */
export const strings = {
  product: 'Parley',
  close: 'Close',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  loading: 'Loading',
  justNow: 'just now',
};
