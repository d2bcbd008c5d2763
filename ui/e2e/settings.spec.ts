import { expect, expectAccessible, test, url } from './test';

test('a secret is written, replaced and deleted, and never shown', async ({
  page,
  api,
  complaints,
}) => {
  const name = `token_${crypto.randomUUID().slice(0, 8)}`;
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Add secret' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add secret' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('1 wrong');
  await dialog.getByLabel('Value', { exact: true }).fill('sample-value-1');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(
    dialog.getByText('Use letters, digits and underscores. Start with a letter.'),
  ).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('cell', { name, exact: true })).toBeVisible();
  await expectAccessible(page);
  expect(await page.content()).not.toContain('sample-value-1');

  await page.getByRole('button', { name: `Change ${name}` }).click();
  const replace = page.getByRole('dialog');
  await replace.getByLabel('Value', { exact: true }).fill('sample-value-2');
  await replace.getByRole('button', { name: 'Save' }).click();
  await expect(replace).toBeHidden();

  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('Any host');
  await page.getByRole('button', { name: `Change ${name}` }).click();
  await replace.getByRole('combobox', { name: 'Hosts' }).fill('https://api.example.com/');
  await replace.getByRole('button', { name: 'Save' }).click();
  await expect(replace.getByText('Enter a host without scheme, port or path')).toBeVisible();
  expect(complaints.every((one) => one.includes('422'))).toBe(true);
  complaints.length = 0;
  await replace.getByRole('combobox', { name: 'Hosts' }).press('Backspace');
  await replace.getByRole('combobox', { name: 'Hosts' }).fill('API.example.com');
  await replace.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('api.example.com');

  await page.getByRole('button', { name: `Delete ${name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('cell', { name, exact: true })).toBeHidden();
  const left = (await api.get('secrets')).items as { name: string }[];
  expect(left.map((one) => one.name)).not.toContain(name);
});

test('an API key is made, shown once, used and revoked', async ({ page }) => {
  const name = `Sample program ${crypto.randomUUID().slice(0, 8)}`;
  await page.goto('/settings?tab=api-keys');
  await page.getByRole('button', { name: 'Create API key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create API key' });
  await dialog.getByRole('button', { name: 'Create API key' }).click();
  await expect(dialog.getByText('Enter the name of the program.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('combobox', { name: 'Permissions' }).selectOption('Custom');
  await dialog.getByRole('checkbox', { name: 'Read workflows and their versions' }).check();
  await dialog.getByRole('combobox', { name: 'Sources' }).fill('/shop');
  await page.keyboard.press('Enter');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Create API key' }).click();
  const made = page.getByRole('dialog', { name: 'Your API key' });
  const key = await made.getByRole('textbox', { name: 'API key' }).inputValue();
  await made.getByRole('button', { name: 'Done' }).click();
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('Post events and read their results, Read workflows');
  await expect(row).toContainText('Only /shop');
  await expect(row).toContainText('Never');
  await expectAccessible(page);
  expect(await page.content()).not.toContain(key);

  const asks = async (with_: string) => {
    const headers = { Authorization: `Bearer ${with_}` };
    return (await fetch(`${url()}/api/v1/workflows`, { headers })).status;
  };
  expect(await asks(key)).toBe(200);
  await page.getByRole('button', { name: `Rotate ${name}` }).click();
  const rotating = page.getByRole('dialog', { name: `Rotate the API key ${name}?` });
  await rotating.getByRole('button', { name: 'Rotate' }).click();
  const next = await made.getByRole('textbox', { name: 'API key' }).inputValue();
  await made.getByRole('button', { name: 'Done' }).click();
  await expect(row).toContainText('Previous key works until');
  expect([await asks(key), await asks(next)]).toEqual([200, 200]);
  await page.getByRole('button', { name: `Revoke ${name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(row).toHaveCount(0);
  expect([await asks(key), await asks(next)]).toEqual([401, 401]);
});

test('the theme is chosen and kept', async ({ page }) => {
  await page.goto('/settings?tab=appearance');
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expectAccessible(page);
});
