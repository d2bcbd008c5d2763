import { strings } from './strings';

/**
 * A preview of a template on sample data, good for what most messages hold: variables and a few
 * filters. Whatever it does not know it does not guess.
 */
export type Preview = { text: string } | { unknown: string };

const OUTPUT = /\{\{-?\s*(.*?)\s*-?\}\}/gs;

type Filter = (value: unknown, argument: string) => unknown;

const FILTERS: Record<string, Filter> = {
  default: (value, other) => (isEmpty(value) ? other : value),
  upcase: (value) => text(value).toUpperCase(),
  downcase: (value) => text(value).toLowerCase(),
  capitalize: (value) => text(value).charAt(0).toUpperCase() + text(value).slice(1),
  strip: (value) => text(value).trim(),
  append: (value, more) => text(value) + more,
  prepend: (value, more) => more + text(value),
  join: (value, between) => (Array.isArray(value) ? value.map(text).join(between) : value),
  first: (value) => (Array.isArray(value) ? value[0] : value),
  last: (value) => (Array.isArray(value) ? value.at(-1) : value),
  size: (value) => (Array.isArray(value) || typeof value === 'string' ? value.length : 0),
  json: (value) => JSON.stringify(value ?? null),
};

export function preview(template: string, data: unknown): Preview {
  if (/\{%/.test(template)) {
    return { unknown: strings.previewHasTags };
  }
  let unknown: string | undefined;
  const filled = template.replace(OUTPUT, (_, inner: string) => {
    const [path = '', ...filters] = inner.split('|').map((part) => part.trim());
    let value = at(data, path);
    for (const filter of filters) {
      const [name = '', argument = ''] = filter.split(/:(.*)/s).map((part) => part.trim());
      const known = FILTERS[name];
      if (!known) {
        unknown = strings.previewLacksFilter(name);
        return '';
      }
      value = known(value, argument.replace(/^(["'])(.*)\1$/s, '$2'));
    }
    return text(value);
  });
  return unknown === undefined ? { text: filled } : { unknown };
}

/** The value at a dotted path; a literal is itself. */
export function at(data: unknown, path: string): unknown {
  const literal = /^(["'])(.*)\1$/s.exec(path);
  if (literal) {
    return literal[2];
  }
  return path
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        value !== null && typeof value === 'object' && Object.hasOwn(value, name)
          ? (value as Record<string, unknown>)[name]
          : undefined,
      data,
    );
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === false;
}

function text(value: unknown): string {
  if (value === undefined || value === null) {
    return '';
  }
  if (Array.isArray(value)) {
    return value.map(text).join('');
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
