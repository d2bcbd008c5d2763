export const strings = {
  title: 'Runs',
};
