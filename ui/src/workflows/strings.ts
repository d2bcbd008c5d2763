export const strings = {
  title: 'Workflows',
};
