/**
 * Lengths and cuts as in the API: a length counts code points, and a cut never splits what users see
 * as one character.
 */

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Returns the number of characters (code points) in a text. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) {
    length++;
  }
  return length;
}

/** Returns the longest prefix with at most that many characters. */
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

/** Returns the text with its first character in upper case. */
export function capitalized(text: string): string {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length);
}
