// biome-ignore lint/suspicious/noExplicitAny: tests read of an answer what they are about
type Json = any;

/** The API as a backend uses it: tests seed and check through it. */
export class Api {
  readonly #base: string;
  readonly #key: string;

  constructor(url: string, key: string) {
    this.#base = `${url}/api/v1`;
    this.#key = key;
  }

  async send(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.#base}/${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.#key}`,
        'Content-Type': path === 'events' ? 'application/cloudevents+json' : 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  async call(method: string, path: string, body?: unknown): Promise<Json> {
    const response = await this.send(method, path, body);
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return text === '' ? undefined : JSON.parse(text);
  }

  get = (path: string): Promise<Json> => this.call('GET', path);
  post = (path: string, body: unknown = {}): Promise<Json> => this.call('POST', path, body);

  async session() {
    const response = await this.send('POST', 'session');
    return response.headers.getSetCookie().map((header) => {
      const [pair = ''] = header.split(';');
      const at = pair.indexOf('=');
      return {
        name: pair.slice(0, at),
        value: pair.slice(at + 1),
        url: new URL(this.#base).origin,
      };
    });
  }

  /** Nothing that an earlier test published answers to what this one does. */
  async calm(): Promise<void> {
    const { items } = await this.get('workflows?status=active&limit=200');
    for (const { id, name } of items as { id: string; name: string }[]) {
      if (name !== 'Delayed follow-up') {
        await this.post(`workflows/${id}/pause`);
      }
    }
  }

  /** Creates a workflow with this graph, published unless `publish` is false; returns its id. */
  async workflow(name: string, graph?: object, publish = true): Promise<string> {
    const { id } = await this.post('workflows', { name });
    if (graph) {
      await this.post(`workflows/${id}/${publish ? 'publish' : 'versions'}`, { graph });
    }
    return id;
  }

  /** Sends an event of a conversation and returns the executions that it started. */
  async event(type: string, conversation: string, text = 'Hello', more: object = {}) {
    const id = crypto.randomUUID();
    const answer = await this.post('events', {
      specversion: '1.0',
      id,
      source: '/e2e',
      type,
      data: {
        conversation: {
          id: conversation,
          channel: 'whatsapp',
          status: 'open',
          contact: { id: `contact-${conversation}`, name: 'Sample Contact' },
        },
        message: { id: `m-${id}`, text },
        ...more,
      },
    });
    return answer.executions as { executionId: string; workflowId: string }[];
  }

  /** The execution as soon as it looks like that. */
  async execution(id: string, enough: (seen: Json) => boolean): Promise<Json> {
    for (let tries = 0; tries < 400; tries++) {
      const seen = await this.get(`executions/${id}`);
      if (enough(seen)) {
        return seen;
      }
      await new Promise((later) => setTimeout(later, 100));
    }
    throw new Error(`Execution ${id} never looked as it should.`);
  }

  ended = (id: string) =>
    this.execution(id, (seen) => !['pending', 'running'].includes(seen.status));
}

/** A row of nodes behind a trigger: `['id', 'kind', config]`. */
export function chain(event: string, ...nodes: [string, string, object?][]) {
  const all = [['trigger', 'trigger', { event }] as const, ...nodes];
  return {
    schema: 1,
    nodes: all.map(([id, kind, config], index) => ({
      id,
      kind,
      name: id,
      position: { x: 0, y: index * 120 },
      config: config ?? {},
    })),
    edges: nodes.map(([id], index) => ({
      id: `e${index}`,
      source: all[index]?.[0],
      handle: 'next',
      target: id,
    })),
  };
}
