import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes the bill of materials of what the dashboard contains, as CycloneDX, from the lock file. */
export function writeBillOfMaterials(file) {
  const { name, version, packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name, version } },
    components: Object.entries(packages)
      .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
      .map(([path, locked]) => component(path, locked)),
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`);
}

function component(path, { name, version, license, integrity }) {
  const folder = 'node_modules/';
  const title = name ?? path.slice(path.lastIndexOf(folder) + folder.length);
  const purl = `pkg:npm/${title.replace('@', '%40')}@${version}`;
  return {
    type: 'library',
    'bom-ref': `${purl}#${path}`,
    name: title,
    version,
    purl,
    hashes: [hash(integrity)],
    licenses: license === undefined ? [] : [{ expression: license }],
  };
}

/** From the form of subresource integrity, such as "sha512-…" in base64. */
function hash(integrity) {
  const [algorithm, base64] = integrity.split('-');
  return {
    alg: algorithm.replace('sha', 'SHA-').toUpperCase(),
    content: Buffer.from(base64, 'base64').toString('hex'),
  };
}
