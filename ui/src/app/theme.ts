import { createTheme, type MantineColorsTuple } from '@mantine/core';

const indigo: MantineColorsTuple = [
  '#eef0ff',
  '#dfe3ff',
  '#c3c9fd',
  '#a2abf8',
  '#8189f1',
  '#686de8',
  '#5752dc',
  '#4a42c4',
  '#4038b4',
  '#332d8e',
];

/** Red as text and as ground of white text needs more depth than Mantine's. */
const red: MantineColorsTuple = [
  '#fff0f0',
  '#ffdede',
  '#ffb8b8',
  '#ff9c9c',
  '#ff8787',
  '#f05252',
  '#c22626',
  '#b42318',
  '#a51d1d',
  '#8c1a1a',
];

/** White on the filled shades has at least 7:1; the journeys look at the rest with axe. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 8 },
  colors: { indigo, red },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  fontFamily:
    'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif',
  headings: { fontWeight: '650' },
});
