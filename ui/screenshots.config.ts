import { defineConfig } from '@playwright/test';
import base from './playwright.config';

/** Configures `npm run screenshots`, which redraws docs/images with a product of its own. */
export default defineConfig(base, { testMatch: '*.pictures.ts', timeout: 180_000 });
