import { expect, expectAccessible, test } from './test';

const unique = () => crypto.randomUUID().slice(0, 8);

test('a contact is created and found, and leads to its conversations', async ({ page, api }) => {
  const mark = unique();
  const dialog = page.getByRole('dialog');
  await page.goto('/workflows');
  await page.getByRole('link', { name: 'Contacts & Segments' }).click();
  await page.getByRole('button', { name: 'Create contact' }).first().click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Enter a name, a phone number')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(`Sample ${mark}`);
  await dialog.getByRole('textbox', { name: 'Email' }).fill(`${mark}@example.com`);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  const { items } = await api.get(`contacts?search=${mark}`);
  expect(items).toMatchObject([{ name: `Sample ${mark}`, email: `${mark}@example.com` }]);
  await api.post('conversations', { contact: { id: items[0].id }, message: 'Hello' });

  await page.getByRole('searchbox', { name: 'Search' }).fill(mark);
  const table = page.getByRole('table', { name: 'Contacts' });
  await expect(table.locator('tbody tr')).toHaveCount(1);
  await expectAccessible(page);
  await page.getByRole('button', { name: `Edit Sample ${mark}` }).click();
  await dialog.getByRole('textbox', { name: 'Phone' }).fill('+10000000077');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(table).toContainText('+10000000077');
  await page.goto(`/contacts?item=${items[0].id}`);
  await dialog.getByRole('link', { name: 'Show conversations' }).click();
  await expect(page).toHaveURL(/\/inbox\?.*contact=/);
  await expect(page.getByRole('link', { name: `Sample ${mark}` })).toHaveCount(1);
});

test('custom fields of a contact are edited in its dialog, and an invalid value is reported there', async ({
  page,
  api,
  complaints,
}) => {
  const mark = unique();
  const dialog = page.getByRole('dialog');
  await api.post('fields', { key: `size${mark}`, name: `Size ${mark}`, type: 'number' });
  await api.post('fields', { key: `mail${mark}`, name: `Second mail ${mark}`, type: 'email' });
  // No name: it is called by its number.
  const phone = `+1000${Date.now()}`;
  const { id } = await api.post('contacts', { phone, fields: { elsewhere: 'kept' } });
  await page.goto(`/contacts?search=${encodeURIComponent(phone)}`);
  await page.getByRole('button', { name: `Edit ${phone}` }).click();
  await dialog.getByRole('textbox', { name: `Size ${mark}` }).fill('42');
  const mail = dialog.getByRole('textbox', { name: `Second mail ${mark}` });
  await mail.fill('not-an-email');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText(/holds an email address/)).toBeVisible();
  await expect(mail).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  expect(complaints.every((one) => one.includes('422'))).toBe(true);
  complaints.length = 0;
  await mail.fill('second@example.com');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(`${phone} was saved.`)).toBeVisible();
  expect((await api.get(`contacts/${id}`)).fields).toEqual({
    elsewhere: 'kept',
    [`size${mark}`]: 42,
    [`mail${mark}`]: 'second@example.com',
  });

  await page.getByRole('button', { name: `Edit ${phone}` }).click();
  await expect(dialog.getByRole('textbox', { name: `Size ${mark}` })).toHaveValue('42');
  await mail.fill('');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  expect((await api.get(`contacts/${id}`)).fields).toEqual({
    elsewhere: 'kept',
    [`size${mark}`]: 42,
  });
});

test('a segment is drawn, counted as it is drawn, and shows who is in it', async ({
  page,
  api,
}) => {
  const mark = unique();
  for (const name of [`Anna ${mark}`, `Berta ${mark}`]) {
    await api.post('contacts', { name, ...(name.startsWith('Anna') && { phone: '+10000000001' }) });
  }
  const dialog = page.getByRole('dialog');
  await page.goto('/contacts?tab=segments');
  await page.getByRole('button', { name: 'Create segment' }).first().click();
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(`Segment ${mark}`);
  await dialog.getByRole('combobox', { name: 'Field of condition 1' }).click();
  await page.getByRole('option', { name: 'Contact name' }).click();
  await dialog.getByRole('combobox', { name: 'Operator of condition 1' }).click();
  await page.getByRole('option', { name: 'contains' }).click();
  await dialog.getByRole('textbox', { name: 'Value of condition 1' }).fill(mark);
  await expect(dialog.getByText('2 contacts')).toBeVisible();
  await dialog.getByRole('button', { name: 'Add condition' }).click();
  await dialog.getByRole('combobox', { name: 'Field of condition 2' }).click();
  await page.getByRole('option', { name: 'Contact phone' }).click();
  await dialog.getByRole('combobox', { name: 'Operator of condition 2' }).click();
  await page.getByRole('option', { name: 'is set', exact: true }).click();
  await expect(dialog.getByText('1 contact', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();

  await page.getByRole('searchbox', { name: 'Search' }).fill(mark);
  await page.getByRole('button', { name: `Edit Segment ${mark}` }).click();
  await dialog.getByRole('link', { name: 'Show contacts' }).click();
  const rows = page.getByRole('table', { name: 'Contacts' }).locator('tbody tr');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(`Anna ${mark}`);
  await expectAccessible(page);
});

test('a contact is exported and erased, after typing its name', async ({ page, api }) => {
  const mark = unique();
  const name = `Erase ${mark}`;
  const contact = await api.post('contacts', { name, email: `${mark}@example.com` });
  const { id } = await api.post('conversations', {
    contact: { id: contact.id },
    message: `Hello from ${mark}`,
  });
  await page.goto(`/contacts?item=${contact.id}`);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export data' }).click();
  expect((await download).suggestedFilename()).toBe('parley-contact.zip');

  await page.getByRole('button', { name: 'Erase contact' }).click();
  const dialog = page.getByRole('dialog', { name: `Erase ${name}?` });
  await expect(dialog.getByText('This cannot be undone.')).toBeVisible();
  await expectAccessible(page);
  await expect(dialog.getByRole('button', { name: 'Erase' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: /to confirm/ }).fill(name);
  await dialog.getByRole('button', { name: 'Erase' }).click();
  const result = page.getByRole('dialog', { name: 'The contact was erased' });
  await expect(result.getByText(/None is left/)).toBeVisible({ timeout: 60_000 });
  await expect(result.getByText('Conversations: 1')).toBeVisible();
  await expectAccessible(page);
  await result.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect((await api.send('GET', `contacts/${contact.id}`)).status).toBe(404);
  expect((await api.send('GET', `conversations/${id}`)).status).toBe(404);
});

test('periods of retention are changed, and an impossible one is reported at its field', async ({
  page,
  api,
}) => {
  await page.goto('/settings?tab=retention');
  const tests = page.getByRole('textbox', { name: 'Test runs' });
  await expect(tests).toHaveValue('7');
  await tests.fill('0');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(tests).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await tests.fill('8');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The periods were saved.')).toBeVisible();
  expect((await api.get('settings/retention')).testsDays).toBe(8);
  await api.call('PATCH', 'settings/retention', { testsDays: 7 });
});
