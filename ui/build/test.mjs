// The unit and component tests, unless they passed for exactly these sources.
import { inputs } from './inputs.mjs';
import { install } from './install.mjs';
import { node, run } from './run.mjs';
import { once } from './stamp.mjs';

install();
once('target/tests.stamp', inputs(), () =>
  run('tests', node, ['node_modules/vitest/vitest.mjs', 'run'], { shown: true }),
);
