import { fingerprint } from './stamp.mjs';

const built = [
  'package-lock.json',
  'index.html',
  'vite.config.ts',
  'postcss.config.cjs',
  'tsconfig.json',
  'biome.json',
  'public',
  'src',
  'e2e',
  'build',
];

/** All that the dashboard is made from, and that its checks look at. */
export const inputs = () =>
  fingerprint(...built, '../shared-model/model/src/main/resources/graphs');
