/** The result of reading a number field; an empty field is not a fault. */
export type Reading = { number: number } | { fault: string } | undefined;

export interface Bounds {
  /** No fraction. */
  whole?: boolean | undefined;
  min?: number | undefined;
  max?: number | undefined;
}

const MOST_DIGITS = 15;

export const numberWords = {
  notANumber: 'Enter a number, for example 2 or 1.5.',
  ambiguous: (text: string) => `"${text}" is ambiguous. Enter it without a thousands separator.`,
  tooLong: `Enter at most ${MOST_DIGITS} digits.`,
  whole: 'Enter a whole number.',
  atLeast: (least: number) => `Enter ${least} or more.`,
  atMost: (most: number) => `Enter ${most} or less.`,
};

/**
 * Reads a number as people write it: with a decimal comma or point, with thousands separators, with
 * the digits of other scripts. A text that could mean two numbers is refused.
 */
export function readNumber(text: string, { whole, min, max }: Bounds = {}): Reading {
  const written = inAscii(text).trim();
  if (written === '') {
    return undefined;
  }
  const plain = ungrouped(written);
  if (typeof plain !== 'string') {
    return { fault: plain.ambiguous ? numberWords.ambiguous(text.trim()) : numberWords.notANumber };
  }
  if (plain.replace(/[^0-9]/g, '').replace(/^0+/, '').length > MOST_DIGITS) {
    return { fault: numberWords.tooLong };
  }
  const number = Number(plain);
  if (whole && !Number.isInteger(number)) {
    return { fault: numberWords.whole };
  }
  if (min !== undefined && number < min) {
    return { fault: numberWords.atLeast(min) };
  }
  if (max !== undefined && number > max) {
    return { fault: numberWords.atMost(max) };
  }
  return { number };
}

/** As {@link readNumber} reads it back. */
export const writtenNumber = (number: number | undefined): string =>
  number === undefined ? '' : String(number);

const ARABIC = 0x660;
const PERSIAN = 0x6f0;

function inAscii(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - ARABIC))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - PERSIAN))
    .replace(/\u066b/g, ',')
    .replace(/[\u066c\u2019']/g, ' ')
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/\s+/g, ' ');
}

/** The number as a program writes it. */
function ungrouped(written: string): string | { ambiguous: boolean } {
  const [, sign = '', signless = ''] = /^([+-]?) ?(.*)$/.exec(written) ?? [];
  const body = /^\d{1,3}( \d{3})+(?=$|[.,])/.test(signless)
    ? signless.replaceAll(' ', '')
    : signless;
  const minus = sign === '-' ? '-' : '';
  if (/^\d+[.,]?$/.test(body)) {
    return minus + body.replace(/[.,]$/, '');
  }
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(body) && body === signless) {
    return { ambiguous: true };
  }
  if (/^\d*[.,]\d+$/.test(body)) {
    return minus + body.replace(',', '.');
  }
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(body)) {
    return minus + body.replaceAll(',', '');
  }
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(body)) {
    return minus + body.replaceAll('.', '').replace(',', '.');
  }
  return { ambiguous: false };
}
