import { spawnSync } from 'node:child_process';

/** Runs a program of this folder's node_modules, or npm; what it prints is shown when it fails. */
export function run(title, program, args, options = {}) {
  const began = performance.now();
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1', NO_COLOR: '1', CI: 'true' };
  const ended = spawnSync(program, args, {
    encoding: 'utf8',
    env,
    maxBuffer: 1 << 28,
    stdio: options.shown ? 'inherit' : 'pipe',
  });
  if (ended.status !== 0) {
    process.stderr.write(`${ended.stdout ?? ''}${ended.stderr ?? ''}${ended.error ?? ''}\n`);
    process.stderr.write(`ui: ${title} failed\n`);
    process.exit(1);
  }
  process.stdout.write(`ui: ${title} (${Math.round(performance.now() - began)} ms)\n`);
}

export const node = process.execPath;
