import { defineConfig } from '@playwright/test';
import { browser } from './e2e/browser';

/** Journeys of people, in a real browser, against the whole product. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'target/e2e',
  globalSetup: './e2e/product.ts',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // A test that passes only on retry is reported as flaky, by name, and must be fixed.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    viewport: { width: 1366, height: 850 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    launchOptions: browser(),
  },
});
