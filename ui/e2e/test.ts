import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { Api } from './api';

const product = (name: string): string => {
  const value = process.env[`PARLEY_E2E_${name}`];
  if (!value) {
    throw new Error(`PARLEY_E2E_${name} is not set: e2e/product.ts starts the product.`);
  }
  return value;
};

export const url = () => product('URL');
/** Base URL of a system outside the product, which fetch nodes may call. */
export const peer = () => product('PEER');
/** Base URL of the OpenID provider. */
export const provider = () => product('PROVIDER');
/** Base URL of the mails that were sent, by the address of the recipient. */
export const mails = () => product('MAILS');

interface Fixtures {
  api: Api;
  /** Warnings and errors of the browser; a test that expects some clears the list. */
  complaints: string[];
}

/** Seeds through the API, acts in the browser, fails on anything the browser complains about. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures here
  api: async ({}, use) => {
    const api = new Api(url(), product('KEY'));
    await api.calm();
    await use(api);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures here
  complaints: async ({}, use) => {
    const complaints: string[] = [];
    await use(complaints);
    expect(complaints, 'what the browser complained about').toEqual([]);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures here
  baseURL: async ({}, use) => use(url()),
  /** A page of a signed-in user. */
  page: async ({ page, api, complaints }, use) => {
    listen(page, complaints);
    await page.context().addCookies(await api.session());
    await use(page);
  },
});

/** Collects what the console and uncaught errors of a page say. */
export function listen(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) {
      complaints.push(`${message.type()}: ${message.text()} ${message.location().url}`.trim());
    }
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** No violation that axe can find, in either theme, of the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const scheme of ['light', 'dark']) {
    await page.evaluate(
      (value) => document.documentElement.setAttribute('data-mantine-color-scheme', value),
      scheme,
    );
    await settled(page);
    const found = await new AxeBuilder({ page }).withTags(RULES).analyze();
    const violations = found.violations.map(
      (one) => `${one.id}: ${one.nodes.map((node) => `${node.target} ${node.failureSummary}`)}`,
    );
    expect(violations, `axe, ${scheme}`).toEqual([]);
  }
}

/** Waits until colours that fade and dialogs that slide have come to rest: axe reads what is painted. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime));
    await Promise.allSettled(ending.map((one) => one.finished));
  });
}

export { expect };
