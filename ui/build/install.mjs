import { run } from './run.mjs';
import { fingerprint, once } from './stamp.mjs';

/** Brings node_modules to what the lock file says. */
export function install() {
  once('node_modules/.parley-stamp', fingerprint('package.json', 'package-lock.json'), () =>
    run('packages', 'npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts']),
  );
}
