/** Messages for failures that the API did not explain. */
export const strings = {
  answered: (status: number) => `The server answered ${status}.`,
  unreachable: 'Parley is not responding. Check that it is running, then try again.',
  somethingWrong: 'Something went wrong.',
};
