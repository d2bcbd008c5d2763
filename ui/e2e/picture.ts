import { resolve } from 'node:path';
import type { Page } from '@playwright/test';

const folder = resolve(import.meta.dirname, '../../docs/images');

/** The page as it is, in both themes, after what opens on it by hand. */
export async function picture(page: Page, name: string, open = async () => {}): Promise<void> {
  for (const scheme of ['light', 'dark']) {
    await page.evaluate(
      (value) => localStorage.setItem('mantine-color-scheme-value', value),
      scheme,
    );
    await page.emulateMedia({ colorScheme: scheme as 'light' | 'dark', reducedMotion: 'reduce' });
    await page.reload();
    await page.waitForLoadState('load');
    await page.waitForTimeout(1200);
    await open();
    await page.waitForTimeout(400);
    await page.screenshot({ path: `${folder}/${name}-${scheme}.png` });
  }
}
