import { defineConfig } from '@playwright/test';
import base from './playwright.config';

/** `npm run figures` measures the dashboard and writes its part of docs/performance.md. */
export default defineConfig(base, { testMatch: '*.figures.ts', timeout: 1_800_000, retries: 0 });
