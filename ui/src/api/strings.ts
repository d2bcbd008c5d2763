/** What is said when the API said nothing. */
export const strings = {
  answered: (status: number) => `The server answered ${status}.`,
  unreachable: 'Parley does not answer. Check that it runs, then try again.',
  somethingWrong: 'Something went wrong.',
};
