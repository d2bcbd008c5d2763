// Types of the API, type check, lint and build into target/classes, unless nothing has changed.
import { rmSync } from 'node:fs';
import { compress } from './compress.mjs';
import { inputs } from './inputs.mjs';
import { install } from './install.mjs';
import { node, run } from './run.mjs';
import { writeBillOfMaterials } from './sbom.mjs';
import { once } from './stamp.mjs';
import { missingStyles } from './styles.mjs';

const dist = 'target/classes/dashboard';

install();
run('schema', node, ['build/schema.mjs']);
once('target/dashboard.stamp', inputs(), () => {
  rmSync('target/dashboard.stamp', { force: true });
  run('types', node, ['node_modules/typescript7/bin/tsc', '-p', '.']);
  run('lint', 'node_modules/.bin/biome', ['check', '.']);
  run('build', node, ['node_modules/vite/bin/vite.js', 'build', '--outDir', dist, '--emptyOutDir']);
  const missing = missingStyles(dist);
  if (missing.length > 0) {
    process.stderr.write(
      `ui: add to src/app/mantineStyles.ts, at its place in Mantine's order: ${missing.join(', ')}\n`,
    );
    process.exit(1);
  }
  compress(dist);
  writeBillOfMaterials('target/classes/META-INF/sbom/parley-ui.cdx.json');
});
