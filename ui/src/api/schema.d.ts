/* Stands in for the types that are generated from the API's OpenAPI document. */
type Anything = any;

interface Operation {
  parameters: {
    query?: Record<string, string | number | boolean | undefined>;
    path?: Record<string, string | number>;
    header?: Record<string, string | undefined>;
    cookie?: never;
  };
  requestBody?: { content: { 'application/json': Anything } };
  responses: { 200: { headers: Anything; content: { 'application/json': Anything } } };
}

interface Path {
  parameters: { query?: never; header?: never; path?: never; cookie?: never };
  get: Operation;
  put: Operation;
  post: Operation;
  patch: Operation;
  delete: Operation;
}

export interface paths {
  [path: `/${string}`]: Path;
}
