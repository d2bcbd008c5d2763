import { expect, test } from 'vitest';
import { localeOf } from './locale';

test('a reader of another language sees times in the language of the page', () => {
  expect(new Intl.RelativeTimeFormat(localeOf(['de-DE'])).format(-10, 'minute')).toBe(
    '10 minutes ago',
  );
});

test('of the languages of a reader, the one of the page is taken, with its country', () => {
  const day = new Date(2026, 10, 24);
  const written = (...languages: string[]) =>
    new Intl.DateTimeFormat(localeOf(languages), { dateStyle: 'short' }).format(day);
  expect(written('fr-FR', 'en-GB')).toBe('24/11/2026');
  expect(written('en-US')).toBe('11/24/26');
});

test('digits are those of the page, whatever the reader chose', () => {
  expect((1234).toLocaleString(localeOf(['en-u-nu-arab']))).toBe('1,234');
  expect((1234).toLocaleString(localeOf(['ar-EG']))).toBe('1,234');
});
