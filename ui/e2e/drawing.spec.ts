import { Editor, paths } from './pages/editor';
import { expect, test } from './test';

/** The example "Smart labeling and escalation". */
const SMART = [
  'AI Extraction (next) → Assign to AI',
  'Add Label (next) → Assign to User',
  'Decision (false) → AI Extraction',
  'Decision (true) → Add Label',
  'New Conversation (next) → Decision',
];

async function seeded(api: { get(path: string): Promise<{ items: { name: string }[] }> }) {
  const labels = await api.get('labels');
  expect(labels.items.map((label) => label.name)).toContain('Urgent');
}

test('Smart labeling and escalation, drawn with the mouse, tested and published', async ({
  page,
  api,
}) => {
  test.setTimeout(120_000);
  await seeded(api);
  const id = await api.workflow('Drawn with the mouse');
  const editor = new Editor(page);
  await editor.open(id);

  // It opens with the trigger ready to configure.
  await editor.choose('Trigger', 'New Conversation');
  await expect(editor.node('New Conversation')).toBeVisible();

  await editor.dragOffer('Decision', 270, 400);
  await editor.connect('New Conversation', 'next', 'Decision');
  await editor.field('Value of condition 1').fill('urgent');
  await expect(editor.node('Decision')).toContainText('If message contains “urgent”');

  // The "+" under True, and letting go of a connection from False on the empty canvas.
  await page.getByRole('button', { name: 'Add a node after Decision, True' }).click();
  await page.getByRole('combobox', { name: 'Search nodes' }).fill('add label');
  await page.keyboard.press('Enter');
  await editor.choose('Labels to add', 'Urgent');
  await page.keyboard.press('Escape');
  await expect(editor.node('Add Label')).toContainText('Add Urgent');

  const board = await page.locator('.react-flow').boundingBox();
  await editor.drag(editor.out('Decision', 'false'), {
    x: (board?.x ?? 0) + 480,
    y: (board?.y ?? 0) + 610,
  });
  await page.getByRole('combobox', { name: 'Search nodes' }).fill('extraction');
  await page.keyboard.press('Enter');
  await expect(editor.edges()).toHaveCount(3);

  // A click adds after the chosen node.
  await editor.node('Add Label').click();
  await editor.offer('Assign to User').click();
  await editor.choose('Team member', 'Senior Agent');
  await editor.node('AI Extraction').click();
  await editor.offer('Assign to AI').click();
  await editor.choose('AI persona', 'General Support');
  await editor.settled();

  const { graph, problems } = await api.get(`workflows/${id}/working-copy`);
  expect(paths(graph)).toEqual(SMART);
  expect(problems).toEqual([]);

  // Auto-layout keeps True at the left of False, and is one thing to undo.
  await editor.button('Auto-layout').click();
  await expect(editor.button('Undo: Auto-layout')).toBeVisible();
  await editor.settled();
  const laid = (await api.get(`workflows/${id}/working-copy`)).graph;
  const x = (name: string) =>
    laid.nodes.find((node: { name: string }) => node.name === name).position.x;
  expect(x('Add Label')).toBeLessThan(x('AI Extraction'));

  await editor.button('Test').click();
  await editor.dialog().getByLabel('Message Text').fill('urgent: my order is late');
  await editor.dialog().getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForURL(/\/runs\//);
  const run = await api.ended(page.url().split('/runs/')[1]?.split(/[?#]/)[0] ?? '');
  expect(run.status).toBe('completed');
  expect(run.mode).toBe('test');
  const steps = run.steps.map((step: { name: string }) => step.name);
  expect(steps).toEqual(expect.arrayContaining(['Decision', 'Add Label', 'Assign to User']));
  expect(steps).not.toContain('AI Extraction');

  await page.goBack();
  await editor.button('Publish').click();
  await expect(editor.dialog()).toContainText('This becomes the first active version');
  await editor.dialog().getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('Version 1 is active.')).toBeVisible();
  expect((await api.get(`workflows/${id}`)).status).toBe('active');
});

test('the same with the keyboard only', async ({ page, api }) => {
  test.setTimeout(120_000);
  const id = await api.workflow('Drawn with the keyboard');
  const editor = new Editor(page);
  await editor.open(id);
  const { keyboard } = page;
  // For a few milliseconds after a field appears, its list loses the highlighted option. No user
  // types that fast.
  const rested = () =>
    page.evaluate(() => new Promise<void>((done) => requestIdleCallback(() => done())));
  const pick = async (field: string, option: string) => {
    await editor.panel().getByRole('combobox', { name: field }).focus();
    await rested();
    await keyboard.press('ArrowDown');
    await rested();
    await expect(page.getByRole('option', { name: option, exact: true })).toBeVisible();
    for (let tries = 0; tries < 20; tries++) {
      const active = page.locator('[role="option"][data-combobox-selected]');
      if ((await active.count()) > 0 && (await active.textContent()) === option) {
        break;
      }
      await keyboard.press('ArrowDown');
    }
    await keyboard.press('Enter');
  };
  const addAfter = async (node: string, search: string, added: string) => {
    await editor.node(node).focus();
    await keyboard.press('/');
    await keyboard.type(search);
    await keyboard.press('Enter');
    await expect(editor.node(added)).toBeFocused();
  };

  await pick('Trigger', 'New Conversation');
  await addAfter('New Conversation', 'decision', 'Decision');
  // Enter on the selected node moves the focus into its settings.
  await keyboard.press('Enter');
  await expect(editor.panel().locator(':focus')).toHaveCount(1);
  await editor.field('Value of condition 1').focus();
  await keyboard.type('urgent');
  await keyboard.press('Escape');
  await expect(editor.node('Decision')).toBeFocused();

  await addAfter('Decision', 'add label', 'Add Label');
  await pick('Labels to add', 'Urgent');
  await keyboard.press('Escape');
  await addAfter('Add Label', 'assign to user', 'Assign to User');
  await pick('Team member', 'Senior Agent');
  await addAfter('Decision', 'extraction', 'AI Extraction');
  await addAfter('AI Extraction', 'assign to ai', 'Assign to AI');
  await pick('AI persona', 'General Support');
  await editor.settled();
  const { graph, problems } = await api.get(`workflows/${id}/working-copy`);
  expect(paths(graph)).toEqual(SMART);
  expect(problems).toEqual([]);

  // Connections are made and undone in the panel as well.
  await editor.node('Add Label').focus();
  await keyboard.press('Enter');
  await pick('Goes to', 'AI Extraction');
  await expect(editor.button('Undo: Connect')).toBeVisible();
  await editor.node('Add Label').focus();
  await keyboard.press('Control+z');
  await editor.settled();
  expect(paths((await api.get(`workflows/${id}/working-copy`)).graph)).toEqual(SMART);

  await keyboard.press('Control+Shift+P');
  await expect(editor.dialog()).toBeVisible();
  await editor.dialog().getByRole('button', { name: 'Publish' }).focus();
  await keyboard.press('Enter');
  await expect(page.getByText('Version 1 is active.')).toBeVisible();
});

test('a connection that is not possible is refused, and the reason is shown', async ({
  page,
  api,
}) => {
  const id = await api.workflow('Refused');
  const editor = new Editor(page);
  await editor.open(id);
  await editor.choose('Trigger', 'New Conversation');
  await editor.offer('Delay').click();
  await editor.offer('Send Message').click();
  await expect(editor.edges()).toHaveCount(2);
  const from = await editor.out('Send Message').boundingBox();
  const to = await editor.into('Delay').boundingBox();
  await page.mouse.move((from?.x ?? 0) + 6, (from?.y ?? 0) + 6);
  await page.mouse.down();
  await page.mouse.move((from?.x ?? 0) + 40, (from?.y ?? 0) + 40, { steps: 4 });
  await page.mouse.move((to?.x ?? 0) + 6, (to?.y ?? 0) + 6, { steps: 8 });
  await expect(page.getByText(/would create a loop/).first()).toBeVisible();
  await page.mouse.up();
  await expect(editor.edges()).toHaveCount(2);
});

test('a node dropped on a connection goes in between, and deleting it closes the gap', async ({
  page,
  api,
}) => {
  const id = await api.workflow('In between');
  const editor = new Editor(page);
  await editor.open(id);
  await editor.choose('Trigger', 'New Conversation');
  await editor.offer('Send Message').click();
  await expect(editor.edges()).toHaveCount(1);
  const out = await editor.out('New Conversation').boundingBox();
  const into = await editor.into('Send Message').boundingBox();
  await editor.offer('Delay').scrollIntoViewIfNeeded();
  await editor.drag(editor.offer('Delay'), {
    x: (out?.x ?? 0) + 6,
    y: ((out?.y ?? 0) + (into?.y ?? 0)) / 2 + 6,
  });
  await editor.settled();
  const graph = async () => paths((await api.get(`workflows/${id}/working-copy`)).graph);
  expect(await graph()).toEqual(['Delay (next) → Send Message', 'New Conversation (next) → Delay']);
  await page.keyboard.press('Delete');
  await editor.settled();
  expect(await graph()).toEqual(['New Conversation (next) → Send Message']);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(editor.nodes()).toHaveCount(1);
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press('Control+Shift+Z');
  }
  await editor.settled();
  expect(await graph()).toEqual(['New Conversation (next) → Send Message']);
});

test('nodes are copied, duplicated and pasted into another workflow', async ({ page, api }) => {
  const first = await api.workflow('Copied from');
  const second = await api.workflow('Pasted into');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const editor = new Editor(page);
  await editor.open(first);
  await editor.choose('Trigger', 'New Conversation');
  await editor.offer('Delay').click();
  await editor.offer('Send Message').click();
  await editor.field('Message').fill('Just checking in');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+d');
  await expect(editor.node('Send Message')).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(editor.node('Send Message')).toHaveCount(1);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await editor.settled();

  await editor.open(second);
  await editor.nodes().first().focus();
  await page.keyboard.press('Control+v');
  await expect(editor.nodes()).toHaveCount(3);
  await expect(editor.edges()).toHaveCount(1);
  await editor.settled();
  const { graph } = await api.get(`workflows/${second}/working-copy`);
  expect(paths(graph)).toEqual(['Delay (next) → Send Message']);
  const texts = graph.nodes.map((node: { config: { text?: string } }) => node.config.text);
  expect(texts).toContain('Just checking in');
});
