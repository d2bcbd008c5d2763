import type { Variable } from '../panel';

/** A variable that is being typed: the text so far, and the range that a choice replaces. */
export interface Opening {
  /** The index at which the name begins. */
  from: number;
  /** The index at which the name ends, possibly after the caret. */
  to: number;
  query: string;
  /** True if only the variable is between the braces; a choice then also closes them. */
  whole: boolean;
}

const NAME = /[\p{L}\p{N}_.[\]"'-]*$/u;
/** After these another value follows. */
const BEFORE_A_VALUE =
  /(?:^-?\s*(?:if|elsif|unless|case|when)|\b(?:in|and|or|contains)|[=<>:,]|^-?\s*assign\s+\w+\s*=)\s*$/;

/**
 * The variable that is being written where the caret stands: between braces that are not closed yet,
 * where a name can stand, and outside of quotes. Undefined everywhere else.
 */
export function openingAt(text: string, caret: number): Opening | undefined {
  const before = text.slice(0, caret);
  const output = before.lastIndexOf('{{');
  const tag = before.lastIndexOf('{%');
  const begins = Math.max(output, tag);
  if (begins < 0 || /\}\}|%\}/.test(before.slice(begins + 2))) {
    return undefined;
  }
  const inner = before.slice(begins + 2);
  if (isQuoted(inner)) {
    return undefined;
  }
  const to = caret + (/^[\p{L}\p{N}_.-]*/u.exec(text.slice(caret))?.[0].length ?? 0);
  if (output > tag && /^-?[^|:,"'=<>]*$/.test(inner)) {
    const lead = /^-?\s*/.exec(inner)?.[0] ?? '';
    // Words, so that a step is found by a name of several.
    return {
      from: begins + 2 + lead.length,
      to,
      query: inner.slice(lead.length).trim(),
      whole: true,
    };
  }
  const query = NAME.exec(inner)?.[0] ?? '';
  const lead = inner.slice(0, inner.length - query.length);
  return BEFORE_A_VALUE.test(lead)
    ? { from: caret - query.length, to, query, whole: false }
    : undefined;
}

function isQuoted(inner: string): boolean {
  let quote = '';
  for (const sign of inner) {
    if (quote === '' && (sign === '"' || sign === "'")) {
      quote = sign;
    } else if (sign === quote) {
      quote = '';
    }
  }
  return quote !== '' && !/\["[^"]*$|\['[^']*$/.test(inner);
}

/** The text with a chosen variable in it, and where the caret then stands. */
export function accepted(
  text: string,
  { from, to, whole }: Opening,
  path: string,
): { from: number; to: number; insert: string; caret: number } {
  const after = text.slice(to);
  const lead = /\s$/.test(text.slice(0, from)) ? '' : ' ';
  const closed = /^\s*-?\}\}/.exec(after);
  const begin = whole ? `${lead}${path}` : path;
  if (!whole) {
    return { from, to, insert: begin, caret: from + begin.length };
  }
  const end = closed ? to + closed[0].length : to;
  const insert = `${begin}${closed ? (closed[0].includes('-') ? ' -}}' : ' }}') : ' }}'}`;
  return { from, to: end, insert, caret: from + insert.length };
}

const MOST = 60;

/** Returns the variables that match the typed text, the likeliest first. */
export function suggested(variables: Variable[], query: string): Variable[] {
  const wanted = query.toLowerCase();
  const words = wanted.split(/\s+/).filter(Boolean);
  const rank = ({ path, title }: Variable) => {
    const lower = path.toLowerCase();
    return lower.startsWith(wanted) || title.toLowerCase().startsWith(wanted)
      ? 0
      : lower.includes(wanted)
        ? 1
        : 2;
  };
  const found = variables.filter(({ path, title, group }) => {
    const all = `${group} ${title} ${path}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
  // Those of one group stay together, the group of the likeliest first.
  const best = new Map<string, number>();
  for (const one of found) {
    best.set(one.group, Math.min(best.get(one.group) ?? 9, rank(one)));
  }
  return found
    .map((one, at) => ({ one, at }))
    .sort(
      (a, b) =>
        (best.get(a.one.group) ?? 0) - (best.get(b.one.group) ?? 0) ||
        groupAt(variables, a.one.group) - groupAt(variables, b.one.group) ||
        rank(a.one) - rank(b.one) ||
        a.at - b.at,
    )
    .slice(0, MOST)
    .map(({ one }) => one);
}

const groupAt = (variables: Variable[], group: string) =>
  variables.findIndex((one) => one.group === group);
