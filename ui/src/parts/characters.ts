/**
 * Lengths and cuts as the api has them: a length counts code points, and a cut never falls inside of
 * what people see as one character.
 */

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many characters a text has. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) {
    length++;
  }
  return length;
}

/** The longest beginning with at most that many characters. */
export function startOf(text: string, length: number): string {
  if (text.length <= length) {
    return text;
  }
  let end = 0;
  let left = length;
  for (const { segment, index } of SEGMENTER.segment(text)) {
    left -= lengthOf(segment);
    if (left < 0) {
      break;
    }
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/** The first character in capitals. */
export function capitalized(text: string): string {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length);
}
