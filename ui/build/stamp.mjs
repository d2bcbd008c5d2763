import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One hash over the names and contents of these files and folders. */
export function fingerprint(...inputs) {
  const hash = createHash('sha256');
  for (const file of inputs.filter(existsSync).flatMap(filesBelow).sort()) {
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  return statSync(path).isDirectory()
    ? readdirSync(path).flatMap((name) => filesBelow(join(path, name)))
    : [path];
}

/** Does the work unless it was done for exactly these inputs, and remembers that it was. */
export function once(mark, inputs, work) {
  if (existsSync(mark) && readFileSync(mark, 'utf8') === inputs) {
    return false;
  }
  work();
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, inputs);
  return true;
}
