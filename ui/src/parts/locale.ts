/** The language of the page itself, as its document says. */
const page = document.documentElement.lang || 'en';

const isPages = (tag: string): boolean => tag.split('-')[0] === page.split('-')[0];

/**
 * Returns the locale for times and numbers: the language and digits of the page, so that a sentence
 * never mixes two languages, with the conventions of the reader's country.
 */
export function localeOf(preferred: readonly string[]): string {
  const [language] = [...preferred.filter(isPages), page];
  return new Intl.Locale(language ?? page, { numberingSystem: 'latn' }).toString();
}

export const locale = localeOf(navigator.languages);

export const formatNumber = (value: number): string => value.toLocaleString(locale);
