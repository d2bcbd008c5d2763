import { defineConfig } from '@playwright/test';
import base from './playwright.config';

/** `npm run screenshots` draws docs/images anew, on a product of its own. */
export default defineConfig(base, { testMatch: '*.pictures.ts', timeout: 180_000 });
