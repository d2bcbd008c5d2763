export type Json = Record<string, unknown>;

export function isRecord(value: unknown): value is Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Returns the value if it is an object, else an empty one. */
export const recordOf = (value: unknown): Json => (isRecord(value) ? value : {});

/** Returns the value if it is text, else an empty text. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
