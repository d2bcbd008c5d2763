import { strings } from './strings';

/** One fault in a request. */
export interface Fault {
  pointer?: string;
  code: string;
  message: string;
  nodeId?: string;
}

interface Body {
  status?: number;
  code?: string;
  title?: string;
  detail?: string;
  errors?: Fault[];
  [more: string]: unknown;
}

/** An error response of the API (RFC 9457). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly faults: Fault[];
  readonly more: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Body) {
    super(body.detail ?? body.title ?? strings.answered(status));
    this.name = 'Problem';
    this.status = status;
    this.code = body.code ?? 'unknown';
    this.faults = body.errors ?? [];
    this.more = body;
  }

  /** Faults of the fields of a form, by the name of the field. */
  get fields(): Record<string, string> {
    const fields: Record<string, string> = {};
    for (const fault of this.faults) {
      const name = fault.pointer?.split('/')[1];
      if (name && !(name in fields)) {
        fields[name] = fault.message;
      }
    }
    return fields;
  }
}

/** Returns the problem for a request without a response: its outcome is unknown. */
export const unreachable = () =>
  new Problem(0, {
    code: 'unreachable',
    detail: strings.unreachable,
  });

export function problemOf(status: number, body: unknown): Problem {
  return new Problem(status, typeof body === 'object' && body !== null ? (body as Body) : {});
}

export const isProblem = (thrown: unknown): thrown is Problem => thrown instanceof Problem;

/** Returns true if the resource does not exist, so that a retry is pointless. */
export const isMissing = (thrown: unknown): boolean =>
  isProblem(thrown) && (thrown.status === 404 || thrown.status === 410);

/** Returns the message to show for anything that was thrown. */
export function messageOf(thrown: unknown): string {
  if (isProblem(thrown)) {
    return thrown.message;
  }
  return thrown instanceof Error && thrown.message ? thrown.message : strings.somethingWrong;
}
