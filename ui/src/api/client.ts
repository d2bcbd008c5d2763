import createClient, { type Middleware } from 'openapi-fetch';
import { problemOf, unreachable } from './problem';
import type { paths } from './schema';

const READS = new Set(['GET', 'HEAD']);
/** A 401 of these says that the attempt failed, not that a session has ended. */
const SIGNING_IN = /\/session(\/password)?$/;
const ended = new Set<() => void>();

/** Registers a callback for when the API reports that the session has ended. */
export function onSessionEnd(listener: () => void): () => void {
  ended.add(listener);
  return () => ended.delete(listener);
}

function cookie(name: string): string | undefined {
  return document.cookie
    .split('; ')
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

const session: Middleware = {
  onRequest({ request }) {
    const token = cookie('__Host-XSRF-TOKEN') ?? cookie('XSRF-TOKEN');
    if (token && !READS.has(request.method)) {
      request.headers.set('X-XSRF-TOKEN', token);
    }
    return request;
  },
  onResponse({ request, response }) {
    if (response.status === 401 && !SIGNING_IN.test(new URL(request.url).pathname)) {
      for (const listener of ended) {
        listener();
      }
    }
    return undefined;
  },
  onError({ error }) {
    // A request that was given up on purpose is no outage.
    return error instanceof DOMException && error.name === 'AbortError' ? error : unreachable();
  },
};

/** The API, as its OpenAPI document describes it. */
export const client = createClient<paths>({ baseUrl: '/api/v1' });
client.use(session);

export interface Settled<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of an answer, or a thrown Problem: the form that queries and mutations want. */
export async function answer<T>(call: Promise<Settled<T>>): Promise<T> {
  return (await answerWithTag<T>(call)).body;
}

/** The same with the revision that writes send back in If-Match. */
export async function answerWithTag<T>(
  call: Promise<Settled<T>>,
): Promise<{ body: T; etag: string | undefined }> {
  const { data, error, response } = await call;
  if (!response.ok) {
    throw problemOf(response.status, error);
  }
  return { body: data as T, etag: response.headers.get('ETag') ?? undefined };
}
