import { expect, test } from 'vitest';
import { capitalized, lengthOf, startOf } from './characters';

test.each([
  ['', 0],
  ['déjà vu', 7],
  ['🎉🎉', 2],
  ['👍🏽', 2],
])('the length of %o is %d', (text, length) => {
  expect(lengthOf(text)).toBe(length);
});

test.each([
  ['party', 5, 'party'],
  ['party', 3, 'par'],
  ['🎉🎉🎉', 2, '🎉🎉'],
  ['ok 👍🏽', 4, 'ok '],
  ['ok 👍🏽', 5, 'ok 👍🏽'],
  ['e\u0301e\u0301', 3, 'e\u0301'],
  ['👩‍👩‍👧', 4, ''],
  ['abc', 0, ''],
])('%o is cut to %d characters between two of them', (text, length, start) => {
  expect(startOf(text, length)).toBe(start);
});

test('a capital letter may have two halves', () => {
  expect(capitalized('élan')).toBe('Élan');
  expect(capitalized('𐐨x')).toBe('𐐀x');
  expect(capitalized('')).toBe('');
});
