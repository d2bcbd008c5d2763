import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, test } from './test';

test('an administrator finds a change in the audit log, and exports it', async ({ page, api }) => {
  const mark = crypto.randomUUID().slice(0, 8);
  const label = await api.post('labels', { name: `Before ${mark}` });
  await api.call('PATCH', `labels/${label.id}`, { name: `After ${mark}` });

  await page.goto('/settings?tab=audit');
  await page.getByRole('searchbox', { name: 'Operation ID' }).fill('updateLabel');
  await expect(page).toHaveURL(/operation=updateLabel/);
  await page.getByRole('combobox', { name: 'Kind of object' }).click();
  await page.getByRole('option', { name: 'Label' }).click();
  await page.getByRole('searchbox', { name: 'ID of the object' }).fill(label.id);
  const table = page.getByRole('table', { name: 'Audit log' });
  await expect(table.getByRole('row')).toHaveCount(2);
  await expect(table).toContainText(`Label: Before ${mark}`);
  await expectAccessible(page);

  await table.getByRole('button', { name: /^Show Update label/ }).click();
  const dialog = page.getByRole('dialog');
  const change = dialog.getByRole('table', { name: 'Change' });
  await expect(change).toContainText(`Before ${mark}`);
  await expect(change).toContainText(`After ${mark}`);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Close' }).click();

  await page.reload();
  await expect(table.getByRole('row')).toHaveCount(2);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export' }).click();
  const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).operation)).toEqual(['updateLabel']);

  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(
    page.getByRole('status').filter({ hasText: 'Complete and unchanged' }),
  ).toBeVisible();

  await page.getByRole('searchbox', { name: 'ID of the object' }).fill('none');
  await expect(page.getByText('No entries match this filter.')).toBeVisible();
});
