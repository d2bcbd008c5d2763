import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const mantine = 'node_modules/@mantine/core/styles';
const classes = /\bm_[0-9a-f]{6,8}\b/g;

/** A Mantine component that is used and whose styles are not: it would be there and look broken. */
export function missingStyles(dist) {
  const built = readdirSync(join(dist, 'assets'));
  const read = (ending) =>
    built
      .filter((file) => file.endsWith(ending))
      .map((file) => readFileSync(join(dist, 'assets', file), 'utf8'))
      .join('\n');
  const styled = new Set(read('.css').match(classes));
  const used = new Set(read('.js').match(classes));
  return readdirSync(mantine)
    .filter((file) => file.endsWith('.css') && !file.includes('.layer.'))
    .filter((file) =>
      [...(readFileSync(join(mantine, file), 'utf8').match(classes) ?? [])].some(
        (name) => used.has(name) && !styled.has(name),
      ),
    );
}
