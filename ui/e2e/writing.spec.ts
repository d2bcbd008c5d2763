import { type Api, chain } from './api';
import { Editor } from './pages/editor';
import { expect, expectAccessible, peer, test } from './test';

const unique = () => crypto.randomUUID().slice(0, 8);

const configOf = async (api: Api, id: string, node: string) =>
  (await api.get(`workflows/${id}/working-copy`)).graph.nodes.find(
    (one: { id: string }) => one.id === node,
  ).config;

test('a sentence with variables is typed to its end, and suggestions are chosen by hand', async ({
  page,
  api,
}) => {
  const id = await api.workflow(
    'Typed to its end',
    chain('conversation.created', ['say', 'sendMessage', { text: '' }]),
    false,
  );
  const editor = new Editor(page);
  await editor.open(id);
  await editor.node('say').click();
  const field = editor.field('Message');
  await field.click();
  const sentence = 'Hi {{ contact.name }}, thanks for {{ message.text | upcase }}!';
  await page.keyboard.type(sentence);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(sentence);
  await editor.settled();
  expect((await configOf(api, id, 'say')).text).toBe(sentence);

  await field.fill('');
  await page.keyboard.type('Hi {{');
  await expect(page.getByRole('listbox', { name: 'Variables' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.type(' cont');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('!');
  await expect(field).toHaveValue('Hi {{ contact.name }}!');
  await page.keyboard.type(' {{ last');
  await page.getByRole('option', { name: /Last customer message/ }).click();
  await page.keyboard.type(' {{');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox', { name: 'Variables' })).toHaveCount(0);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('Hi {{ contact.name }}! {{ conversation.lastMessage.text }} {{');
  // The next Escape is the field's own: back to the canvas.
  await page.keyboard.press('Escape');
  await expect(editor.node('say')).toBeFocused();
});

test('a step is offered by its name, with the fields of its last reply', async ({ page, api }) => {
  const graph = chain(
    'conversation.starred',
    ['lookup', 'fetch', { method: 'GET', url: `${peer()}/customers` }],
    ['say', 'sendMessage', { text: 'Thanks' }],
  );
  const lookup = graph.nodes.find((node) => node.id === 'lookup');
  if (lookup) {
    lookup.name = 'Look up the customer';
  }
  const id = await api.workflow('Replies', graph);
  const started = await api.event('conversation.starred', `conv-${unique()}`);
  await api.ended(started.find((one) => one.workflowId === id)?.executionId ?? '');
  const editor = new Editor(page);
  await editor.open(id);
  await editor.node('say').click();
  await editor.field('Message').fill('');
  await page.keyboard.type('You are {{ look up tier');
  await page.getByRole('option', { name: /body\.tier/ }).click();
  await expect(editor.field('Message')).toHaveValue('You are {{ steps.lookup.body.tier }}');
  await expect(page.getByTestId('preview')).toHaveText('You are gold');

  // A body that is edited as JSON offers the same.
  await editor.node('Look up the customer').click();
  await editor.choose('HTTP Method', 'POST');
  await editor.panel().getByRole('button', { name: 'Edit as JSON' }).click();
  await editor.panel().getByRole('textbox', { name: 'Request Body' }).click();
  await page.keyboard.type('{"id": "{{ conversation.i');
  await expect(page.getByRole('option', { name: /Conversation: ID/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await editor.settled();
  expect((await configOf(api, id, 'lookup')).body).toBe('{"id": "{{ conversation.id }}"}');
});

test('a message that the trigger lacks is reported at the field and on publishing; the last message works', async ({
  page,
  api,
}) => {
  const id = await api.workflow(
    `Starred ${unique()}`,
    chain('conversation.starred', ['say', 'sendMessage', { text: 'Hello' }]),
    false,
  );
  const editor = new Editor(page);
  await editor.open(id);
  await editor.node('say').click();
  await editor.field('Message').fill('You said: {{ message.text }}');
  await expect(editor.panel().getByRole('note')).toContainText('comes without a message');
  await editor.button('Publish').click();
  await expect(editor.dialog()).toContainText('You can publish this, but check these warnings');
  await expect(editor.dialog().getByRole('button', { name: 'Publish' })).toBeEnabled();
  await editor.dialog().getByRole('button', { name: 'Cancel' }).click();

  await editor.field('Message').fill('You said: {{ conversation.lastMessage.text }}');
  await expect(editor.panel().getByRole('note')).toHaveCount(0);
  await expect(page.getByTestId('preview')).toHaveText('You said: Hello, where is my order?');

  // The test has the same sentence, and no message that production would not bring.
  await editor.button('Test').click();
  await expect(editor.dialog().getByLabel('Message Text')).toHaveCount(0);
  await editor.dialog().getByLabel('Last customer message').fill('Is it there?');
  await editor.dialog().getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForURL(/\/runs\//);
  const tried = await api.ended(page.url().split('/runs/')[1]?.split(/[?#]/)[0] ?? '');
  expect(tried.status).toBe('completed');
  expect(JSON.stringify(tried.steps)).toContain('You said: Is it there?');
  expect(tried.event.data.message).toBeUndefined();

  await page.goBack();
  await editor.button('Publish').click();
  await expect(editor.dialog()).not.toContainText('check these warnings');
  await editor.dialog().getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('Version 2 is active.')).toBeVisible();
  const conversation = `conv-${unique()}`;
  await api.event('message.received', conversation, 'Where is my parcel?');
  await api.post('events', {
    specversion: '1.0',
    id: unique(),
    source: '/e2e',
    type: 'conversation.starred',
    data: { conversation: { id: conversation, starred: true } },
  });
  await expect
    .poll(async () => JSON.stringify(await api.get(`conversations/${conversation}/messages`)))
    .toContain('You said: Where is my parcel?');
});

test('numbers are kept as they are written, or refused where they are', async ({ page, api }) => {
  const id = await api.workflow(
    'Numbers',
    chain('conversation.created', ['wait', 'delay', { amount: 1, unit: 'hours' }]),
    false,
  );
  const editor = new Editor(page);
  await editor.open(id);
  await editor.node('wait').click();
  for (const text of ['1.5', '1,5']) {
    await editor.field('Duration').fill('');
    await page.keyboard.type(text);
    await expect(editor.node('wait')).toContainText('Wait 90 minutes');
    await page.keyboard.press('Tab');
    await editor.settled();
    expect(await configOf(api, id, 'wait')).toEqual({ amount: 90, unit: 'minutes' });
    await editor.choose('Time unit', 'Hours');
  }
  await editor.field('Duration').fill('1e3');
  await expect(editor.panel()).toContainText('Enter a number');
  await editor.settled();
  expect((await api.get(`workflows/${id}/working-copy`)).problems[0].code).toBe(
    'delay-out-of-range',
  );
});

test('the text of a message is written right in its card', async ({ page, api }) => {
  const id = await api.workflow(
    'In the card',
    chain('conversation.created', ['say', 'sendMessage', { text: 'Hello' }]),
    false,
  );
  const editor = new Editor(page);
  await editor.open(id);
  const card = editor.node('say');
  const field = card.getByRole('textbox', { name: 'Text of say' });
  await card.dblclick();
  await expect(field).toBeFocused();
  await page.keyboard.type(' {{ cont');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(1_200);
  await page.keyboard.type('!');
  await expect(field).toHaveValue('Hello {{ contact.name }}!');
  await expectAccessible(page);
  // The first Escape would close suggestions; here it goes back to the card and keeps the text.
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(card).toBeFocused();
  await expect(card).toContainText('Hello {{ contact.name }}!');
  await editor.settled();
  expect((await configOf(api, id, 'say')).text).toBe('Hello {{ contact.name }}!');

  // All of it is one thing to undo.
  await page.keyboard.press('Control+z');
  await expect(card).toContainText('“Hello”');
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeDisabled();

  // Enter opens it as well; a click elsewhere keeps what was written; Delete deletes letters.
  await card.focus();
  await page.keyboard.press('Enter');
  await expect(field).toBeFocused();
  await page.keyboard.type(' there?');
  await page.keyboard.press('Backspace');
  await page.locator('.react-flow__pane').click({ position: { x: 30, y: 30 } });
  await expect(field).toHaveCount(0);
  await expect(card).toContainText('“Hello there”');
  await expect(editor.nodes()).toHaveCount(2);
});

test('what is not there yet is created where it is chosen', async ({ page, api }) => {
  const id = await api.workflow(
    'Created on the spot',
    chain(
      'conversation.created',
      ['read', 'aiExtraction', { labels: false, fields: [], sentiment: true }],
      ['handover', 'assignToUser', {}],
      ['ask', 'assignToAi', {}],
    ),
    false,
  );
  const editor = new Editor(page);
  await editor.open(id);
  const mark = unique();
  const create = async (node: string, field: string, noun: string, name: string) => {
    await editor.node(node).click();
    await editor.panel().getByRole('combobox', { name: field }).fill(name);
    await page.getByRole('option', { name: `Create ${noun} "${name}"` }).click();
    await expect(editor.node(node)).toContainText(name);
  };
  await create('read', 'Custom fields', 'custom field', `Order ${mark}`);
  await page.keyboard.press('Escape');
  await create('handover', 'Team member', 'team member', `Anna ${mark}`);
  await create('ask', 'AI persona', 'persona', `Helper ${mark}`);
  await editor.settled();
  expect((await api.get(`workflows/${id}/working-copy`)).problems).toEqual([]);
  expect((await api.get(`fields?search=${mark}`)).items).toMatchObject([
    { name: `Order ${mark}`, type: 'text' },
  ]);
  expect((await api.get(`users?search=${mark}`)).items).toHaveLength(1);
  expect((await api.get(`personas?search=${mark}`)).items).toHaveLength(1);
});
