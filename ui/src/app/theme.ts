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

/** White on the filled shades has at least 7:1; see theme.test.ts. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 8 },
  colors: { indigo },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  fontFamily:
    'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif',
  headings: { fontWeight: '650' },
});
