import { sum, transferred } from './network';
import { expect, test } from './test';

const FIRST_LOAD = 260 * 1024;

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
