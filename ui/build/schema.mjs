// Types of the API from its OpenAPI document; the client adds the base path itself.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const BASE = '/api/v1';
const document = JSON.parse(
  await readFile(new URL('../../docs/openapi.json', import.meta.url), 'utf8'),
);
document.paths = Object.fromEntries(
  Object.entries(document.paths).map(([path, item]) => [
    path.startsWith(BASE) ? path.slice(BASE.length) : path,
    item,
  ]),
);
await writeFile(
  new URL('../src/api/schema.d.ts', import.meta.url),
  astToString(await openapiTS(document)),
);
