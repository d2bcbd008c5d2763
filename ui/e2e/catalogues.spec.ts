import type { Page } from '@playwright/test';
import { chain } from './api';
import { expect, expectAccessible, test } from './test';

const unique = () => crypto.randomUUID().slice(0, 8);

const rows = (page: Page, table: string) =>
  page.getByRole('table', { name: table }).locator('tbody tr');

const search = async (page: Page, text: string) =>
  page.getByRole('searchbox', { name: 'Search' }).fill(text);

test('a label is created, found, edited, archived with a warning, and brought back', async ({
  page,
  api,
  complaints,
}) => {
  const name = `Refund ${unique()}`;
  await page.goto('/workflows');
  await page.getByRole('link', { name: 'Labels' }).click();
  await expect(page.getByRole('heading', { name: 'Labels' })).toBeVisible();
  await page.getByRole('button', { name: 'Create label' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Enter a name.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Urgent');
  await dialog.getByRole('radio', { name: 'Teal' }).click();
  await dialog.getByRole('textbox', { name: 'Description' }).fill('Wants the money back');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText(/already/)).toBeVisible();
  // The refusal is an answer of 409, which the browser logs.
  expect(complaints.every((one) => one.includes('409'))).toBe(true);
  complaints.length = 0;
  await expectAccessible(page);
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  const { items } = await api.get(`labels?search=${encodeURIComponent(name)}`);
  expect(items).toMatchObject([{ name, colour: 'teal', description: 'Wants the money back' }]);

  // A workflow that runs with it is named, and is one click away.
  const workflow = `Asks back ${unique()}`;
  const id = await api.workflow(
    workflow,
    chain('conversation.resolved', ['refund', 'addLabel', { labels: [items[0].id] }]),
  );
  await search(page, name);
  await expect(rows(page, 'Labels')).toHaveCount(1);
  await page.getByRole('button', { name: `Edit ${name}` }).click();
  await expect(page).toHaveURL(new RegExp(`item=${items[0].id}`));
  await expect(dialog.getByRole('link', { name: workflow })).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(`${name} asked`);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(rows(page, 'Labels')).toContainText(`${name} asked`);

  await page.getByRole('button', { name: `Archive ${name} asked` }).click();
  await expect(dialog).toContainText('1 workflow uses this:');
  await expect(dialog.getByRole('link', { name: workflow })).toHaveAttribute(
    'href',
    `/workflows/${id}`,
  );
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(rows(page, 'Labels')).toHaveCount(1);
  await page.getByRole('button', { name: `Archive ${name} asked` }).click();
  await dialog.getByRole('button', { name: 'Archive anyway' }).click();
  await expect(page.getByRole('heading', { name: 'No results' })).toBeVisible();
  expect((await api.get(`labels/${items[0].id}`)).archived).toBe(true);

  await page.getByText('Archived', { exact: true }).click();
  await expect(rows(page, 'Labels')).toHaveCount(1);
  await page.reload();
  await page.getByRole('button', { name: `Unarchive ${name} asked` }).click();
  await expect(rows(page, 'Labels')).toHaveCount(0);
  expect((await api.get(`labels/${items[0].id}`)).archived).toBe(false);
  await page.goBack();
  await expect(rows(page, 'Labels')).toHaveCount(1);
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toBeHidden();
  await expectAccessible(page);
});

test('an AI agent is created and edited with the keyboard only', async ({ page, api }) => {
  const name = `Returns ${unique()}`;
  await page.goto('/ai-agents');
  const { keyboard } = page;
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Create AI agent' }).focus();
  await keyboard.press('Enter');
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await keyboard.type(name);
  await keyboard.press('Tab');
  await keyboard.type('warm and brief');
  await keyboard.press('Tab');
  await keyboard.type('Ask for the order number first.');
  await keyboard.press('Tab');
  await expect(dialog.getByRole('radio', { name: 'Indigo' })).toBeFocused();
  await keyboard.press('ArrowRight');
  await expect(dialog.getByRole('radio', { name: 'Blue', exact: true })).toBeFocused();
  await expectAccessible(page);
  await dialog.getByRole('textbox', { name: 'Tone' }).focus();
  await keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Create AI agent' })).toBeFocused();
  const { items } = await api.get(`personas?search=${encodeURIComponent(name)}`);
  expect(items).toMatchObject([
    {
      name,
      tone: 'warm and brief',
      instructions: 'Ask for the order number first.',
      colour: 'blue',
    },
  ]);

  // The address of one leads to it, and Escape away from it.
  await page.goto(`/ai-agents?item=${items[0].id}`);
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue(name);
  await expect(dialog.getByText('Not used by any workflow.')).toBeVisible();
  await keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/\/ai-agents$/);
  await expectAccessible(page);
});

test('the team and custom fields are kept in Settings', async ({ page, api }) => {
  const mark = unique();
  const dialog = page.getByRole('dialog');
  await page.goto('/settings?tab=users');
  await page.getByRole('button', { name: 'Add person' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(`Sample Agent ${mark}`);
  await dialog.getByRole('textbox', { name: 'Email' }).fill('not-an-email');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Enter a valid email address')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Email' }).fill(`agent-${mark}@example.com`);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await search(page, mark);
  await expect(rows(page, 'Team')).toHaveCount(1);
  await expect(rows(page, 'Team')).toContainText(`agent-${mark}@example.com`);
  await page.getByRole('button', { name: `Archive Sample Agent ${mark}` }).click();
  await expect(dialog).toContainText('No workflow uses this.');
  await dialog.getByRole('button', { name: 'Archive', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'No results' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('tab', { name: 'Custom fields' }).click();
  await page.getByRole('button', { name: 'Create field' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(`Delivery way ${mark}`);
  const key = await dialog.getByRole('textbox', { name: 'Key' }).inputValue();
  expect(key).toBe(`deliveryWay${mark[0]?.toUpperCase()}${mark.slice(1)}`);
  await dialog.getByRole('combobox', { name: 'Type' }).click();
  await page.getByRole('option', { name: 'Choice from a list' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Add at least one choice')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Choices' }).fill('Parcel');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Pick-up');
  await page.keyboard.press('Enter');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  const { items } = await api.get(`fields?search=${mark}`);
  expect(items).toMatchObject([{ key, type: 'choice', choices: ['Parcel', 'Pick-up'] }]);

  await search(page, mark);
  await page.getByRole('button', { name: `Edit Delivery way ${mark}` }).click();
  await expect(dialog.getByRole('textbox', { name: 'Key' })).not.toBeEditable();
  await dialog.getByRole('textbox', { name: 'Description' }).fill('How it is sent');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(rows(page, 'Custom fields')).toContainText('How it is sent');
  await expectAccessible(page);
});

test('lists without anything say what to do', async ({ page }) => {
  await page.goto('/settings?tab=fields&archived=true&search=there-is-none');
  await expect(page.getByRole('heading', { name: 'No results' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear search' }).last().click();
  await expect(page).toHaveURL(/archived=true/);
});
