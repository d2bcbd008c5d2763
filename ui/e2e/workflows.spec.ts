import type { Page } from '@playwright/test';
import { chain } from './api';
import { expect, expectAccessible, test } from './test';

const star = chain('conversation.opened', ['star', 'starConversation']);
const unique = () => crypto.randomUUID().slice(0, 8);

const names = (page: Page) =>
  page.getByRole('table', { name: 'Workflows' }).locator('tbody tr td:first-child a');

const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });

async function choose(page: Page, name: string, action: string) {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

test('the table shows the columns of each workflow', async ({ page, api }) => {
  const name = `Table ${unique()}`;
  const id = await api.workflow(name, star);
  await api.call('PATCH', `workflows/${id}`, { description: 'Stars what is opened' });
  const started = await api.event('conversation.opened', `conv-${unique()}`);
  await api.ended(started.find((one) => one.workflowId === id)?.executionId ?? '');
  await api.post(`workflows/${id}/archive`);

  // An archived one is out of the way until it is asked for.
  await page.goto(`/workflows?search=${encodeURIComponent(name)}`);
  await expect(page.getByRole('heading', { name: 'No workflows match' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Status' }).selectOption('Archived');
  const cells = row(page, name).getByRole('cell');
  await expect(cells.nth(0)).toContainText('Stars what is opened');
  await expect(cells.nth(1)).toHaveText('Conversation Opened');
  await expect(cells.nth(2)).toHaveText('Archived');
  await expect(cells.nth(3)).toHaveText('1');
  await expect(async () => {
    await page.reload();
    await expect(cells.nth(4)).toHaveText('1', { timeout: 2_000 });
  }).toPass();
  await expectAccessible(page);
});

test('is searched, filtered and sorted by every column, and the address keeps it', async ({
  page,
  api,
}) => {
  const mark = unique();
  await api.workflow(`${mark} Beta`, star, false);
  const alpha = await api.workflow(`${mark} Alpha`, star);
  await api.post(`workflows/${alpha}/pause`);
  await api.post(`workflows/${alpha}/versions`, { graph: star });

  await page.goto('/workflows');
  await page.getByRole('searchbox', { name: 'Search by name' }).fill(mark);
  await expect(names(page)).toHaveCount(2);
  await expect(page).toHaveURL(new RegExp(`search=.*${mark}`));

  const expected: [string, string][] = [
    ['Name', 'Alpha'],
    ['Status', 'Beta'],
    ['Versions', 'Alpha'],
    ['Trigger', ''],
    ['Executions', ''],
    ['Last updated', 'Alpha'],
  ];
  for (const [column, first] of expected) {
    const head = page.getByRole('columnheader', { name: column });
    await head.getByRole('button').click();
    await expect(head).not.toHaveAttribute('aria-sort', 'none');
    if (first) {
      await expect(names(page).first()).toHaveText(`${mark} ${first}`);
    }
    const before = await head.getAttribute('aria-sort');
    await head.getByRole('button').click();
    await expect(head).not.toHaveAttribute('aria-sort', before ?? '');
    if (first) {
      await expect(names(page).last()).toHaveText(`${mark} ${first}`);
    }
  }

  await page.getByRole('combobox', { name: 'Status' }).selectOption('Paused');
  await expect(names(page)).toHaveText([`${mark} Alpha`]);
  await page.reload();
  await expect(names(page)).toHaveText([`${mark} Alpha`]);
  await page.goBack();
  await expect(names(page)).toHaveCount(2);
  await page.goForward();
  await page.getByRole('searchbox', { name: 'Search by name' }).fill('nothing has this name');
  await expect(page.getByRole('heading', { name: 'No workflows match' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/\/workflows$/);
});

test('a workflow is created, renamed and deleted', async ({ page, api }) => {
  const name = `Created ${unique()}`;
  await page.goto('/workflows');
  await page.getByRole('button', { name: 'Create Workflow' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create Workflow' });
  await dialog.getByRole('button', { name: 'Create Workflow' }).click();
  await expect(dialog.getByText('Enter a name.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('textbox', { name: 'Description' }).fill('Made by hand');
  await dialog.getByRole('button', { name: 'Create Workflow' }).click();
  await expect(page).toHaveURL(/\/workflows\/[0-9a-f-]{36}$/);
  const id = page.url().split('/').pop() ?? '';
  expect(await api.get(`workflows/${id}`)).toMatchObject({
    name,
    description: 'Made by hand',
    status: 'draft',
  });

  await page.goto(`/workflows?search=${encodeURIComponent(name)}`);
  await choose(page, name, 'Rename');
  const rename = page.getByRole('dialog', { name: 'Rename workflow' });
  await rename.getByRole('textbox', { name: 'Name' }).fill(`${name} again`);
  await rename.getByRole('button', { name: 'Save' }).click();
  await expect(names(page)).toHaveText([`${name} again`]);

  await choose(page, `${name} again`, 'Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { name: 'No workflows match' })).toBeVisible();
  expect((await api.send('GET', `workflows/${id}`)).status).toBe(404);
});

test('is paused with its runs cancelled, resumed, archived and restored', async ({ page, api }) => {
  const name = `Moved ${unique()}`;
  const waits = chain('conversation.session_started', [
    'wait',
    'delay',
    { amount: 1, unit: 'days' },
  ]);
  const id = await api.workflow(name, waits);
  const started = await api.event('conversation.session_started', `conv-${unique()}`);
  const run = started.find((one) => one.workflowId === id)?.executionId ?? '';
  await api.execution(run, (seen) => seen.status === 'running');

  await page.goto(`/workflows?search=${encodeURIComponent(name)}`);
  await choose(page, name, 'Pause');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 run is in progress and will finish.');
  await dialog.getByRole('checkbox', { name: 'Also cancel this run' }).check();
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await expect(row(page, name)).toContainText('Paused');
  expect((await api.ended(run)).status).toBe('cancelled');

  await choose(page, name, 'Resume');
  await expect(row(page, name)).toContainText('Active');
  await choose(page, name, 'Archive');
  await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click();
  await expect(row(page, name)).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Status' }).selectOption('All, including archived');
  await expect(row(page, name)).toContainText('Archived');
  await choose(page, name, 'Unarchive');
  await expect(row(page, name)).toContainText('Draft');
  expect((await api.get(`workflows/${id}`)).status).toBe('draft');
});
