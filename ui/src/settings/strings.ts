export const strings = {
  title: 'Settings',
};
