import { chain } from './api';
import { Editor } from './pages/editor';
import { expect, expectAccessible, test } from './test';

const TRIGGERS = [
  ['New Conversation', 'conversation.created', undefined],
  ['New Conversation Session', 'conversation.session_started', undefined],
  ['AI Agent Assigned', 'conversation.ai_assigned', 'Assign to AI'],
  ['Human Agent Assigned', 'conversation.user_assigned', 'Assign to User'],
  ['Conversation Opened', 'conversation.opened', 'Open Conversation'],
  ['Conversation Resolved', 'conversation.resolved', 'Resolve Conversation'],
  ['Conversation Starred', 'conversation.starred', 'Star Conversation'],
  ['Label Added', 'conversation.label_added', 'Add Label'],
  ['Label Removed', 'conversation.label_removed', 'Remove Label'],
] as const;

test('all nine triggers; what a trigger blocks is shown, with the reason, and not added', async ({
  page,
  api,
}) => {
  test.setTimeout(120_000);
  const id = await api.workflow('Triggers');
  const editor = new Editor(page);
  await editor.open(id);
  for (const [title, event, blocked] of TRIGGERS) {
    await editor.offer(title).click();
    await expect(editor.node(`When: ${title}`)).toBeVisible();
    await editor.settled();
    const { graph } = await api.get(`workflows/${id}/working-copy`);
    expect(graph.nodes[0].config).toEqual({ event });
    expect(graph.nodes[0].name).toBe(title);
    if (blocked) {
      const offer = page
        .getByRole('navigation', { name: 'Nodes' })
        .getByRole('button', { name: new RegExp(`^${blocked}, Blocked by the trigger ${title}`) });
      await expect(offer).toHaveAttribute('aria-disabled', 'true');
      await offer.click({ force: true });
      await expect(editor.nodes()).toHaveCount(1);
    }
  }
});

test('changing the trigger shows which nodes it breaks', async ({ page, api }) => {
  const label = (await api.get('labels')).items[0].id;
  const id = await api.workflow(
    'Broken by its trigger',
    chain('conversation.created', ['tag', 'addLabel', { labels: [label] }]),
    false,
  );
  const editor = new Editor(page);
  await editor.open(id);
  await editor.offer('Label Added').click();
  await expect(page.getByText('The new trigger blocks some nodes')).toBeVisible();
  await expect(editor.panel()).toContainText('tag would start this workflow again');
  await editor.button('1 problem').click();
  await page.getByRole('button', { name: /^Go to tag/ }).click();
  await expect(editor.panel()).toContainText('Add Label');
});

test('every kind of node is configured', async ({ page, api }) => {
  test.setTimeout(180_000);
  const id = await api.workflow('Every kind');
  const editor = new Editor(page);
  await editor.open(id);
  const add = async (title: string) => {
    await editor.offer(title).click();
    await expect(editor.panel()).toContainText(title);
  };
  await editor.choose('Trigger', 'New Conversation');
  await add('Send Message');
  await editor.field('Message').fill('Hi ');
  await page.getByRole('button', { name: 'Insert variable: Message' }).click();
  await page.getByRole('textbox', { name: 'Search variables' }).fill('contact name');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('preview')).toHaveText('Hi Sample Contact');
  for (const title of [
    'Open Conversation',
    'Resolve Conversation',
    'Star Conversation',
    'Unstar Conversation',
  ]) {
    await add(title);
  }
  await add('Add Label');
  const fresh = `Fresh ${Date.now()}`;
  await editor.panel().getByRole('combobox', { name: 'Labels to add' }).fill(fresh);
  await page.getByRole('option', { name: `Create label "${fresh}"` }).click();
  await expect(editor.node('Add Label')).toContainText(`Add ${fresh}`);
  await page.keyboard.press('Escape');
  await add('Remove Label');
  await editor.choose('Labels to remove', 'VIP');
  await page.keyboard.press('Escape');
  await add('Assign to User');
  await editor.choose('Team member', 'Sample Agent');
  await add('Assign to AI');
  await editor.choose('AI persona', 'General Support');
  await add('AI Extraction');
  await editor
    .panel()
    .getByRole('switch', { name: /^Sentiment/ })
    .click();
  await add('Delay');
  await page.getByRole('button', { name: '3 days', exact: true }).click();
  await expect(editor.node('Delay')).toContainText('Wait 3 days');
  await add('Fetch API');
  await editor.choose('HTTP Method', 'POST');
  await editor.field('Request URL').fill('https://example.org/hook');
  await editor.button('Add header').click();
  await editor.field('Name of header 1').fill('X-Sample');
  await editor.field('Value of header 1').fill('yes');
  await editor.panel().getByRole('button', { name: 'Edit as JSON' }).click();
  await editor.panel().getByRole('textbox', { name: 'Request Body' }).click();
  // The code editor closes the bracket itself; Backspace in it deletes text, no node.
  await page.keyboard.type('{"id": 1x');
  await page.keyboard.press('Backspace');
  await expect(editor.node('Fetch API')).toBeVisible();
  await add('Decision');
  await editor.choose('Field of condition 1', 'Conversation Status');
  await editor.choose('Value of condition 1', 'Resolved');
  await editor.button('Add condition').click();
  await editor.panel().getByText('Any (OR)').click();
  await editor.field('Value of condition 2').fill('late');
  await page.keyboard.press('Escape');
  await add('End');
  await editor.settled();
  const { graph, problems } = await api.get(`workflows/${id}/working-copy`);
  expect(problems).toEqual([]);
  const config = (kind: string) =>
    graph.nodes.find((node: { kind: string }) => node.kind === kind).config;
  expect(config('sendMessage')).toEqual({ text: 'Hi {{ contact.name }}' });
  expect(config('aiExtraction')).toEqual({ labels: true, fields: [], sentiment: false });
  expect(config('delay')).toEqual({ amount: 3, unit: 'days' });
  expect(config('fetch')).toEqual({
    method: 'POST',
    url: 'https://example.org/hook',
    headers: [{ name: 'X-Sample', value: 'yes' }],
    body: '{"id": 1}',
  });
  expect(config('decision')).toEqual({
    match: 'any',
    conditions: [
      { field: 'status', operator: 'is', value: 'resolved', caseSensitive: false },
      { field: 'messageText', operator: 'contains', value: 'late', caseSensitive: false },
    ],
  });
});

test('the top bar: Save, Publish, Pause, Resume, Clear, Runs', async ({ page, api }) => {
  test.setTimeout(120_000);
  const id = await api.workflow('Top bar');
  const editor = new Editor(page);
  await editor.open(id);
  await expect(editor.button('Clear')).toBeDisabled();

  // Publishing refuses with the list of problems, and each leads to its node.
  await editor.button('Publish').click();
  await expect(editor.dialog()).toContainText('Fix these problems before you publish');
  await expect(editor.dialog().getByRole('button', { name: 'Publish' })).toBeDisabled();
  await editor
    .dialog()
    .getByRole('button', { name: /Choose what starts this workflow/ })
    .click();
  await expect(editor.dialog()).toHaveCount(0);
  await editor.choose('Trigger', 'Conversation Resolved');
  await editor.offer('Star Conversation').click();
  await editor.settled();

  await editor.button('Save').click();
  await editor.dialog().getByLabel('Note (optional)').fill('First try');
  await editor.dialog().getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved as version 1. This version is not active.')).toBeVisible();
  expect((await api.get(`workflows/${id}`)).status).toBe('draft');

  await editor.button('Publish').click();
  await editor.dialog().getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('Version 2 is active.')).toBeVisible();
  await expect(page.getByText('Active', { exact: true })).toBeVisible();

  await editor.offer('Send Message').click();
  await editor.field('Message').fill('Bye');
  await editor.settled();
  await editor.button('Publish').click();
  await expect(editor.dialog()).toContainText('Changes since the active version 2');
  await expect(editor.dialog()).toContainText('Added: Send Message');
  await editor.dialog().getByRole('button', { name: 'Cancel' }).click();

  await editor.button('Clear').click();
  await expect(editor.dialog()).toContainText('All changes since version 2 are discarded');
  await editor.dialog().getByRole('button', { name: 'Clear' }).click();
  await expect(editor.nodes()).toHaveCount(2);
  await expect(editor.button('Clear')).toBeDisabled();
  // Clear is undone like everything else.
  await page.getByRole('button', { name: 'Undo: Clear' }).click();
  await expect(editor.nodes()).toHaveCount(3);
  await editor.settled();

  await editor.button('Pause').click();
  await editor.dialog().getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('Paused', { exact: true })).toBeVisible();
  await editor.button('Resume').click();
  await expect(editor.button('Pause')).toBeVisible();
  expect((await api.get(`workflows/${id}`)).status).toBe('active');
  // Pausing changed the revision; editing continues without a dialog.
  await editor.node('Send Message').click();
  await editor.rename('Farewell');
  await editor.settled();
  await expect(editor.dialog()).toHaveCount(0);

  await page.getByRole('link', { name: 'Runs', exact: true }).last().click();
  await expect(page).toHaveURL(new RegExp(`/workflows/${id}/runs`));
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Undo: Rename node' })).toBeVisible();
});

test('versions: history, comparison, restore, publishing an older one', async ({ page, api }) => {
  test.setTimeout(120_000);
  const graph = chain('conversation.created', ['hello', 'sendMessage', { text: 'Hello' }]);
  const id = await api.workflow('Versions', graph);
  const changed = chain(
    'conversation.created',
    ['hello', 'sendMessage', { text: 'Good day' }],
    ['star', 'starConversation'],
  );
  await api.post(`workflows/${id}/publish`, { graph: changed, note: 'Friendlier' });
  const editor = new Editor(page);
  await editor.open(id);
  await page.getByRole('link', { name: 'Versions', exact: true }).click();
  const list = page.getByRole('navigation', { name: 'Versions' });
  await expect(list).toContainText('Friendlier');
  await expect(list.getByRole('button', { name: /^Version 2/ })).toContainText('Active');

  await page.getByRole('combobox', { name: 'Compare with' }).click();
  await page.getByRole('option', { name: 'Version 1' }).click();
  const differences = page.getByRole('complementary', { name: 'Version 2' });
  await expect(differences).toContainText('Added: star');
  await expect(differences).toContainText('Message: Hello → Good day');
  await expect(page.locator('.react-flow__node', { hasText: 'star' })).toContainText('Added');
  await expect(page.locator('.react-flow__node', { hasText: 'hello' })).toContainText('Changed');
  await expect(page).toHaveURL(/compare=1/);
  await expectAccessible(page);
  await page.reload();
  await expect(differences).toContainText('Added: star');

  await list.getByRole('button', { name: /^Version 1/ }).click();
  await page.getByRole('button', { name: 'Restore into the working copy' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
  await expect(page).toHaveURL(new RegExp(`/workflows/${id}$`));
  await expect(editor.nodes()).toHaveCount(2);
  const copy = await api.get(`workflows/${id}/working-copy`);
  expect(copy.graph.nodes).toHaveLength(2);
  expect(copy.unsaved).toBe(true);

  await page.goto(`/workflows/${id}/versions?version=1`);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('Version 3 is active.')).toBeVisible();
  expect((await api.get(`workflows/${id}/versions/3`)).graph.nodes).toHaveLength(2);
});

test('two tabs: nothing is overwritten, and both ways out work', async ({
  page,
  api,
  complaints,
}) => {
  test.setTimeout(120_000);
  const id = await api.workflow(
    'Two tabs',
    chain('conversation.created', ['hello', 'sendMessage', { text: 'Hello' }]),
    false,
  );
  const mine = new Editor(page);
  await mine.open(id);
  const other = await page.context().newPage();
  const theirs = new Editor(other);
  await theirs.open(id);
  await theirs.node('hello').click();
  await theirs.rename('Theirs');
  await theirs.settled();

  await mine.node('hello').click();
  await mine.rename('Mine');
  await expect(mine.dialog()).toContainText('This workflow was changed elsewhere');
  expect((await api.get(`workflows/${id}/working-copy`)).graph.nodes[1].name).toBe('Theirs');
  await mine.dialog().getByRole('button', { name: 'Use theirs' }).click();
  await expect(mine.node('Theirs')).toBeVisible();
  await page.getByRole('button', { name: 'Undo: Use theirs' }).click();
  await expect(mine.node('Mine')).toBeVisible();
  await mine.settled();

  await theirs.rename('Theirs again');
  await theirs.dialog().getByRole('button', { name: 'Keep mine' }).click();
  await theirs.settled();
  expect((await api.get(`workflows/${id}/working-copy`)).graph.nodes[1].name).toBe('Theirs again');
  await other.close();
  // The browser logs each refusal, and refusals are what this is about.
  expect(complaints.every((one) => one.includes('409'))).toBe(true);
  complaints.length = 0;
});

test('what is drawn outlives a closed tab within a second', async ({ page, api }) => {
  const id = await api.workflow('Closed tab');
  const editor = new Editor(page);
  await editor.open(id);
  await editor.choose('Trigger', 'Label Added');
  await page.close();
  await expect
    .poll(async () => (await api.get(`workflows/${id}/working-copy`)).graph.nodes[0].config)
    .toEqual({ event: 'conversation.label_added' });

  // Opening the workflow again shows the edited graph, without a dialog.
  const again = new Editor(await page.context().newPage());
  await again.open(id);
  await expect(again.node('Label Added')).toBeVisible();
  await expect(again.dialog()).toHaveCount(0);
});

test('a conflict is shown when the page is opened again, until the user resolves it', async ({
  page,
  api,
  complaints,
}) => {
  const id = await api.workflow(
    'Conflict met elsewhere',
    chain('conversation.created', ['hello', 'sendMessage', { text: 'Hello' }]),
    false,
  );
  const mine = new Editor(page);
  await mine.open(id);
  const other = await page.context().newPage();
  const theirs = new Editor(other);
  await theirs.open(id);
  await theirs.node('hello').click();
  await theirs.rename('Theirs');
  await theirs.settled();
  await other.close();

  // Leaves the page before the change is sent, so that no page is open to show the conflict.
  await mine.node('hello').click();
  await mine.rename('Mine');
  await page.getByRole('link', { name: 'Runs', exact: true }).last().click();
  await expect(page).toHaveURL(new RegExp(`/workflows/${id}/runs`));
  await page.goBack();
  await expect(mine.dialog()).toContainText('This workflow was changed elsewhere');
  await page.keyboard.press('Escape');
  await expect(mine.dialog()).toHaveCount(0);
  await mine.button('Choose').click();
  await mine.dialog().getByRole('button', { name: 'Keep mine' }).click();
  await mine.settled();
  expect((await api.get(`workflows/${id}/working-copy`)).graph.nodes[1].name).toBe('Mine');

  await page.getByRole('link', { name: 'Runs', exact: true }).last().click();
  await expect(page).toHaveURL(new RegExp(`/workflows/${id}/runs`));
  await page.goBack();
  await mine.settled();
  await expect(mine.dialog()).toHaveCount(0);
  expect(complaints.every((one) => one.includes('409'))).toBe(true);
  complaints.length = 0;
});

test('no violation that axe can find: editor, panel, dialogs, outline', async ({ page, api }) => {
  test.setTimeout(180_000);
  const id = await api.workflow(
    'Accessible',
    chain(
      'conversation.created',
      ['ask', 'decision', { match: 'all', conditions: [] }],
      ['hello', 'sendMessage', { text: '' }],
    ),
    false,
  );
  const editor = new Editor(page);
  await editor.open(id);
  await expectAccessible(page);
  await editor.node('ask').click();
  await expectAccessible(page);
  await page.getByText('Outline', { exact: true }).click();
  await expect(page.getByRole('list', { name: 'Outline' }).getByRole('listitem')).toHaveCount(3);
  await expectAccessible(page);
  await editor.button('Test').click();
  await expect(editor.dialog().getByLabel('Message Text')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(editor.dialog()).toHaveCount(0);
  await editor.button('Publish').click();
  await expect(editor.dialog()).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(editor.dialog()).toHaveCount(0);
  await editor.node('hello').focus();
  await page.keyboard.press('?');
  await expect(editor.dialog()).toContainText('Keyboard shortcuts');
  await expectAccessible(page);
});
