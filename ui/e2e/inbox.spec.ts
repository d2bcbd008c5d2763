import type { Locator, Page } from '@playwright/test';
import { type Api, chain } from './api';
import { expect, expectAccessible, test } from './test';

const unique = () => crypto.randomUUID().slice(0, 8);

const list = (page: Page): Locator => page.getByRole('region', { name: 'Conversations' });
const thread = (page: Page): Locator => page.getByRole('log');
const details = (page: Page): Locator => page.getByRole('complementary', { name: 'Details' });
const row = (page: Page, name: string): Locator => list(page).getByRole('link', { name });

async function conversation(api: Api, contactName: string, message: string): Promise<string> {
  const { id } = await api.post('conversations', { contactName, channel: 'webchat', message });
  return id;
}

/** Workflows of one test stay out of the others. */
async function published(api: Api, graph: object): Promise<{ id: string; name: string }> {
  const name = `Inbox ${unique()}`;
  return { id: await api.workflow(name, graph), name };
}

test('an agent labels, assigns, stars, replies, resolves and reopens; runs appear as they happen', async ({
  page,
  api,
}) => {
  test.setTimeout(150_000);
  const name = `Sample ${unique()}`;
  const starred = await published(
    api,
    chain('conversation.starred', ['thanks', 'sendMessage', { text: 'We are on it.' }]),
  );
  const id = await conversation(api, name, 'Where is my order?');
  await page.goto('/inbox');
  await row(page, name).click();
  await expect(page).toHaveURL(new RegExp(`/inbox/${id}`));
  await expect(thread(page)).toContainText('Where is my order?');

  await details(page).getByRole('combobox', { name: 'Labels' }).click();
  await page.getByRole('option', { name: 'Billing', exact: true }).click();
  await expect(thread(page)).toContainText('added the label Billing');
  await page.keyboard.press('Escape');
  await details(page).getByRole('combobox', { name: 'Assignee' }).click();
  await page.getByRole('option', { name: 'Senior Agent' }).click();
  await expect(thread(page)).toContainText('assigned the conversation to Senior Agent');
  await expect(row(page, name)).toContainText('Billing');

  await page.getByRole('button', { name: 'Star', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Unstar' })).toBeVisible();
  // The workflow that waits for it writes, and its run is one click away and back.
  const card = thread(page).getByRole('article', { name: starred.name });
  await expect(card).toContainText('Completed');
  await expect(card).toContainText('thanks');
  await expect(thread(page)).toContainText('We are on it.');
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toBeHidden();
  await expectAccessible(page);
  await card.getByRole('link', { name: 'Open run' }).click();
  await expect(page).toHaveURL(/\/runs\//);
  await page.getByRole('link', { name: id }).click();
  await expect(thread(page)).toContainText('We are on it.');

  await page.getByRole('textbox', { name: 'Your reply' }).fill('It is on its way.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('textbox', { name: 'Your reply' })).toHaveValue('');
  await expect(thread(page).locator('[data-author="user"]')).toContainText('It is on its way.');

  await page.getByRole('button', { name: 'Resolve' }).click();
  await expect(thread(page)).toContainText('resolved the conversation');
  await expect(row(page, name)).toHaveCount(0);
  await page.getByRole('button', { name: 'Reopen' }).click();
  await expect(row(page, name)).toHaveCount(1);
  expect(await api.get(`conversations/${id}`)).toMatchObject({
    status: 'open',
    starred: true,
    labels: expect.arrayContaining(['Billing']),
    assignee: { type: 'user', name: 'Senior Agent' },
  });
  await api.post(`workflows/${starred.id}/archive`);
});

/** Goes there as people do who have no mouse. */
async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  for (let step = 0; step < 60; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press(key);
  }
  await expect(target).toBeFocused();
}

test('all of that is done with the keyboard only, and a new label is made on the way', async ({
  page,
  api,
}) => {
  test.setTimeout(120_000);
  const mark = unique();
  const { keyboard } = page;
  const name = `Sample ${mark}`;
  const id = await conversation(api, name, 'Where is my order?');
  await page.goto('/inbox');
  await expect(row(page, name)).toBeVisible();
  await tabTo(page, page.getByRole('searchbox'));
  await keyboard.type(mark);
  await expect(list(page).getByRole('listitem')).toHaveCount(1);
  await tabTo(page, row(page, name));
  await keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/inbox/${id}`));
  await expect(thread(page)).toContainText('Where is my order?');

  await tabTo(page, page.getByRole('button', { name: 'Star', exact: true }));
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Unstar' })).toBeFocused();
  await tabTo(page, page.getByRole('textbox', { name: 'Your reply' }));
  await keyboard.type('It is on its way.');
  await keyboard.press('Control+Enter');
  await expect(thread(page).locator('[data-author="user"]')).toContainText('It is on its way.');

  await tabTo(page, details(page).getByRole('combobox', { name: 'Assignee' }));
  await keyboard.type('Senior');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(thread(page)).toContainText('assigned the conversation to Senior Agent');
  const labels = details(page).getByRole('combobox', { name: 'Labels' });
  await tabTo(page, labels);
  await keyboard.type('Billing');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(thread(page)).toContainText('added the label Billing');
  await keyboard.type(`Fresh ${mark}`);
  await expect(page.getByRole('option', { name: `Create label "Fresh ${mark}"` })).toBeVisible();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(thread(page)).toContainText(`added the label Fresh ${mark}`);
  await expect(labels).toBeFocused();
  await expect(labels).toHaveValue('');
  await keyboard.press('Escape');
  await expectAccessible(page);

  await tabTo(page, page.getByRole('button', { name: 'Resolve' }), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(thread(page)).toContainText('resolved the conversation');
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Resolve' })).toBeFocused();
  await expect(async () =>
    expect(await api.get(`conversations/${id}`)).toMatchObject({
      status: 'open',
      starred: true,
      labels: expect.arrayContaining(['Billing', `Fresh ${mark}`]),
      assignee: { type: 'user', name: 'Senior Agent' },
    }),
  ).toPass();
  expect((await api.get(`labels?search=${mark}`)).items).toHaveLength(1);
});

test('the third example, tried offline from the inbox by playing the customer', async ({
  page,
  api,
}) => {
  test.setTimeout(150_000);
  const workflows = (await api.get('workflows?search=Smart')).items as {
    id: string;
    name: string;
  }[];
  const smart = workflows.find((one) => one.name === 'Smart labeling and escalation')?.id ?? '';
  await api.post(`workflows/${smart}/publish`);
  const start = async (contact: string, message: string) => {
    await page.goto('/inbox');
    await page.getByRole('button', { name: 'New conversation' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Contact name' }).fill(contact);
    await dialog.getByRole('textbox', { name: 'First message' }).fill(message);
    await dialog.getByRole('button', { name: 'Start conversation' }).click();
    await expect(page).toHaveURL(/\/inbox\/[0-9a-f-]{36}/);
  };
  const card = thread(page).getByRole('article', { name: 'Smart labeling and escalation' });

  await start(`Hasty ${unique()}`, 'URGENT: my order is late');
  await expect(card).toContainText('Completed');
  await expect(card).toContainText('True');
  await expect(card).toContainText('added the label Urgent');
  await expect(card).toContainText('assigned the conversation to Senior Agent');
  // Each thing appears once, and the start of the conversation comes first.
  const kinds = thread(page).getByRole('listitem').and(page.locator('[data-kind]'));
  await expect(kinds.nth(0)).toContainText('Conversation started');
  await expect(kinds.nth(1)).toContainText('URGENT');
  await expect(kinds.and(page.locator('[data-kind="event"]'))).toHaveCount(1);

  await start(`Unhappy ${unique()}`, 'I want my money back, this is terrible.');
  await expect(card).toContainText('Completed');
  await expect(card).toContainText('False');
  await expect(thread(page)).toContainText('assigned the conversation to General Support');
  await expect(details(page)).toContainText('Negative');
  const id = page.url().split('/inbox/')[1]?.split('?')[0] ?? '';
  expect(await api.get(`conversations/${id}`)).toMatchObject({
    sentiment: 'negative',
    assignee: { type: 'persona', name: 'General Support' },
  });

  // Write as the contact: marked while it is written and where it stands.
  await page.getByText('Write as the contact').click();
  await expect(page.getByText('You are writing as the customer')).toBeVisible();
  await page.getByRole('textbox', { name: 'Message from the contact' }).fill('Are you there?');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Send as the contact' }).click();
  const played = thread(page).locator('[data-author="contact"]').last();
  await expect(played).toContainText('Are you there?');
  await expect(played).toContainText('Written here as the contact');
  await api.post(`workflows/${smart}/archive`);
  await api.post(`workflows/${smart}/unarchive`);
});

test('a workflow is started by hand, and what was held back says why', async ({ page, api }) => {
  test.setTimeout(120_000);
  const name = `Sample ${unique()}`;
  // Each resolves what the other opens: the second round is held back.
  const opens = await published(api, chain('conversation.resolved', ['open', 'openConversation']));
  const resolves = await published(
    api,
    chain('conversation.opened', ['resolve', 'resolveConversation']),
  );
  const id = await conversation(api, name, 'Hello');
  await page.goto(`/inbox/${id}?status=all`);
  await page.getByRole('button', { name: 'Start a workflow' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Workflow' }).fill(resolves.name);
  await page.getByRole('option', { name: resolves.name }).click();
  await expect(dialog.getByRole('combobox', { name: 'Workflow' })).toHaveValue(resolves.name);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(thread(page).getByRole('article', { name: resolves.name }).first()).toContainText(
    'started manually',
  );
  await expect(thread(page)).toContainText(`${resolves.name} was not started`);
  await expect(thread(page)).toContainText('It would have triggered itself');
  await expectAccessible(page);
  await api.post(`workflows/${opens.id}/archive`);
  await api.post(`workflows/${resolves.id}/archive`);
});

test('the list is searched, filtered and live, and the address keeps it', async ({ page, api }) => {
  test.setTimeout(120_000);
  const mark = unique();
  const first = await conversation(api, `Anna ${mark}`, `Parcel number ${mark}-77`);
  await page.goto('/inbox');
  await page.getByRole('searchbox', { name: 'Search messages and contacts' }).fill(mark);
  await expect(list(page).getByRole('listitem')).toHaveCount(1);
  // Another conversation begins in the meantime.
  const second = await conversation(api, `Berta ${mark}`, 'Good morning');
  await expect(list(page).getByRole('listitem')).toHaveCount(2);
  await expect(list(page).getByRole('listitem').first()).toContainText('Berta');
  await page.getByRole('searchbox').fill(`${mark}-77`);
  await expect(list(page).getByRole('listitem')).toHaveCount(1);
  await page.getByRole('searchbox').fill(mark);
  await expect(list(page).getByRole('listitem')).toHaveCount(2);

  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('switch', { name: 'Starred only' }).click();
  await expect(page.getByRole('heading', { name: 'No conversations match' })).toBeVisible();
  await api.call('PATCH', `conversations/${first}`, { starred: true });
  await expect(list(page).getByRole('listitem')).toHaveCount(1);
  await page.reload();
  await expect(list(page).getByRole('listitem')).toContainText(['Anna']);
  await expectAccessible(page);
  await page.getByRole('switch', { name: 'Starred only' }).click();
  await list(page).getByText('Resolved', { exact: true }).click();
  await expect(page.getByRole('heading', { name: 'No conversations match' })).toBeVisible();
  await api.call('PATCH', `conversations/${second}`, { status: 'resolved' });
  await expect(list(page).getByRole('listitem')).toContainText(['Berta']);
});

test('custom fields are edited in place, and an invalid value is reported there', async ({
  page,
  api,
  complaints,
}) => {
  const mark = unique();
  const key = `mail${mark}`;
  await api.post('fields', { key, name: `Second mail ${mark}`, type: 'email' });
  const id = await conversation(api, `Sample ${mark}`, 'Hello');
  await page.goto(`/inbox/${id}`);
  const field = details(page).getByRole('textbox', { name: `Second mail ${mark}` });
  await field.fill('not-an-email');
  await field.press('Enter');
  await expect(details(page).getByText(/holds an email address/)).toBeVisible();
  expect(complaints.every((one) => one.includes('422'))).toBe(true);
  complaints.length = 0;
  await field.fill('second@example.com');
  await field.press('Enter');
  await expect(details(page).getByText(/holds an email address/)).toBeHidden();
  await expect(async () =>
    expect((await api.get(`conversations/${id}`)).fields[key]).toBe('second@example.com'),
  ).toPass();
  await expectAccessible(page);
});

test('on a phone the list and a conversation take turns', async ({ page, api }) => {
  const name = `Sample ${unique()}`;
  await conversation(api, name, 'Hello');
  await page.setViewportSize({ width: 390, height: 780 });
  await page.goto('/inbox');
  await row(page, name).click();
  await expect(thread(page)).toContainText('Hello');
  await expect(list(page)).toBeHidden();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'All conversations' }).click();
  await expect(row(page, name)).toBeVisible();
  await expectAccessible(page);
});
