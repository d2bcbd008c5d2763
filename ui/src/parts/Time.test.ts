import { expect, test } from 'vitest';
import { formatDuration, formatSoon } from './Time';

const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 5);

test('a moment of today is a time; one of another day says which', () => {
  const now = at(25, 9).getTime();
  const today = formatSoon(at(25, 14).toISOString(), now);
  const later = formatSoon(at(28, 14).toISOString(), now);
  expect(today).toMatch(/:05/);
  expect(today).not.toMatch(/25/);
  expect(later).toMatch(/28/);
  expect(later).toMatch(/:05/);
});

test('durations are said in the two largest units', () => {
  expect(formatDuration(340)).toBe('340 ms');
  expect(formatDuration(4_200)).toBe('4.2 s');
  expect(formatDuration(185_000)).toBe('3 min 5 s');
  expect(formatDuration(7_800_000)).toBe('2 h 10 min');
  expect(formatDuration(3 * 86_400_000 + 4 * 3_600_000)).toBe('3 d 4 h');
});
