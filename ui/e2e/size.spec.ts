import { sum, transferred } from './network';
import { expect, test } from './test';

const FIRST_LOAD = 260 * 1024;
const EDITOR = 130 * 1024;

test('the first load of the Workflows page is small, and the second takes it from the cache', async ({
  page,
}) => {
  const open = async () => {
    await page.goto('/workflows');
    await expect(page.getByRole('heading', { name: 'Workflows' })).toBeVisible();
  };
  const first = await transferred(page, open);
  const listed = [...first].map(([address, bytes]) => `${bytes} ${address}`).join('\n');
  expect(sum(first), listed).toBeLessThanOrEqual(FIRST_LOAD);
  test.info().annotations.push({ type: 'first load', description: `${sum(first)} bytes` });

  const assets = [...first.keys()].filter((address) => address.startsWith('/assets/'));
  expect(assets.length).toBeGreaterThan(3);
  const again = await page.request.get(assets[0] ?? '', {
    headers: { 'Accept-Encoding': 'br' },
  });
  expect(again.headers()['cache-control']).toContain('immutable');
  expect(again.headers()['content-encoding']).toBe('br');
});

test('the editor needs little that the Workflows page has not brought', async ({ page, api }) => {
  const name = `Light ${Date.now()}`;
  await api.workflow(name);
  await page.goto('/workflows');
  const link = page.getByRole('link', { name, exact: true });
  await expect(link).toBeVisible();
  await page.waitForLoadState('networkidle');
  const more = await transferred(page, async () => {
    await link.focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('.react-flow__node').first()).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Trigger' })).toBeVisible();
  });
  const listed = [...more].map(([address, bytes]) => `${bytes} ${address}`).join('\n');
  expect(sum(more), listed).toBeLessThanOrEqual(EDITOR);
  test.info().annotations.push({ type: 'the editor', description: `${sum(more)} bytes` });
});
