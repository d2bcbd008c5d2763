// Types of the API from its OpenAPI document; the client adds the base path itself.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const BASE = '/api/v1';
const document = JSON.parse(
  await readFile(new URL('../../docs/openapi.json', import.meta.url), 'utf8'),
);
// The graph's part as the build has just derived it from the node kinds, if it has.
const graph = new URL('../src/generated/graph.json', import.meta.url);
if (existsSync(graph)) {
  Object.assign(document.components.schemas, JSON.parse(await readFile(graph, 'utf8')));
}
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
