import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const SMALLEST_WORTH_IT = 1024;

/** Writes `.br` and `.gz` next to each asset worth it, so that serving compresses nothing. */
export function compress(dist) {
  const folder = join(dist, 'assets');
  for (const name of readdirSync(folder).filter((file) => /\.(js|css|svg|json)$/.test(file))) {
    const file = join(folder, name);
    const bytes = readFileSync(file);
    if (bytes.length >= SMALLEST_WORTH_IT) {
      writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
      writeFileSync(`${file}.br`, brotliCompressSync(bytes, quality(bytes)));
    }
  }
}

// The layout engine's 1.6 MB would take seconds at the highest quality, for one per cent less.
function quality(bytes) {
  return { params: { [constants.BROTLI_PARAM_QUALITY]: bytes.length > 1_000_000 ? 9 : 11 } };
}
