import { chain } from './api';
import { Editor, paths } from './pages/editor';
import { expect, expectAccessible, test } from './test';

const unique = () => crypto.randomUUID().slice(0, 8);

/** A wait that leads to the left of two nodes; nothing leads to the right one yet. */
function fork() {
  const graph = chain(
    'conversation.created',
    ['wait', 'delay', { amount: 1, unit: 'hours' }],
    ['left', 'starConversation'],
    ['right', 'openConversation'],
  );
  graph.edges.pop();
  return {
    ...graph,
    nodes: graph.nodes.map((node) => ({
      ...node,
      position: {
        x: { left: -160, right: 160 }[node.id] ?? 0,
        y: node.id === 'right' ? 240 : node.position.y,
      },
    })),
  };
}

test('an edge is taken by its end and led to another node', async ({ page, api }) => {
  const id = await api.workflow('Led elsewhere', fork(), false);
  const editor = new Editor(page);
  await editor.open(id);
  const end = await editor.into('left').boundingBox();
  await editor.drag({ x: (end?.x ?? 0) + 6, y: (end?.y ?? 0) - 4 }, editor.into('right'));
  await expect(editor.button('Undo: Reconnect')).toBeVisible();
  await editor.settled();
  const graph = async () => paths((await api.get(`workflows/${id}/working-copy`)).graph);
  expect(await graph()).toEqual(['trigger (next) → wait', 'wait (next) → right']);
  await page.keyboard.press('Control+z');
  await editor.settled();
  expect(await graph()).toEqual(['trigger (next) → wait', 'wait (next) → left']);
});

test('nodes keep to the grid, unless Alt is held', async ({ page, api }) => {
  const id = await api.workflow('On the grid', fork(), false);
  const editor = new Editor(page);
  await editor.open(id);
  await page.getByRole('button', { name: /^100%/ }).click();
  const place = async () => {
    await editor.settled();
    const { graph } = await api.get(`workflows/${id}/working-copy`);
    return graph.nodes.find((node: { id: string }) => node.id === 'right').position;
  };
  const pull = async (x: number, y: number) => {
    const box = await editor.node('right').boundingBox();
    const from = { x: (box?.x ?? 0) + 120, y: (box?.y ?? 0) + 30 };
    await editor.drag(from, { x: from.x + x, y: from.y + y });
  };
  await pull(-33, 47);
  await expect(editor.button('Undo: Move node')).toBeVisible();
  const snapped = await place();
  expect([snapped.x % 20, snapped.y % 20]).toEqual([0, 0]);
  expect(snapped).not.toEqual({ x: 160, y: 240 });
  await page.keyboard.down('Alt');
  await pull(13, 27);
  await page.keyboard.up('Alt');
  await expect.poll(async () => (await place()).x % 20).not.toBe(0);
});

test('the menu of a node renames it; Ctrl+F finds one by what it does', async ({ page, api }) => {
  const id = await api.workflow('Found', fork(), false);
  const editor = new Editor(page);
  await editor.open(id);
  await editor.node('right').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await expect(editor.field('Name')).toBeFocused();
  await page.keyboard.type('Reopen it');
  await expect(editor.node('Reopen it')).toBeVisible();
  await page.keyboard.press('Control+f');
  await expect(page.getByRole('textbox', { name: 'Find in workflow' })).toBeFocused();
  await page.keyboard.type('quick access');
  await page.keyboard.press('Enter');
  await expect(editor.node('left')).toBeFocused();
  await expect(editor.panel()).toContainText('Star Conversation');
});

test('Clear says what goes', async ({ page, api }) => {
  const id = await api.workflow('Cleared', fork(), false);
  const editor = new Editor(page);
  await editor.open(id);
  await editor.node('right').click();
  await page.keyboard.press('Delete');
  await editor.settled();
  await editor.button('Clear').click();
  await expect(editor.dialog()).toContainText('Removed: right');
});

test('the panel keeps the width that the user chose after a reload', async ({ page, api }) => {
  const id = await api.workflow('Wide panel', fork(), false);
  const editor = new Editor(page);
  await editor.open(id);
  const width = async () => (await editor.panel().boundingBox())?.width ?? 0;
  const before = await width();
  const edge = page.getByRole('separator', { name: 'Width of the configuration panel' });
  const box = await edge.boundingBox();
  const from = { x: (box?.x ?? 0) + 4, y: (box?.y ?? 0) + 200 };
  await editor.drag(from, { x: from.x - 120, y: from.y });
  expect(await width()).toBe(before + 120);
  await edge.focus();
  await page.keyboard.press('ArrowRight');
  expect(await width()).toBe(before + 100);
  await page.reload();
  await editor.settled();
  expect(await width()).toBe(before + 100);
});

test('Ctrl+K goes to a workflow, a page or a run from anywhere', async ({ page, api }) => {
  const name = `Reached ${unique()}`;
  const id = await api.workflow(name, fork(), false);
  await page.goto('/settings');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Go to' });
  await expect(dialog.getByRole('combobox')).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type(name);
  await expect(dialog.getByRole('option')).toHaveText([new RegExp(name)]);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/workflows/${id}$`));
  await expect(new Editor(page).nodes()).toHaveCount(4);

  await page.getByRole('button', { name: 'Go to Ctrl+K' }).click();
  await expect(dialog.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('runs');
  await expect(dialog.getByRole('option').first()).toHaveText('Runs');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/runs$/);

  const run = await api.post(`workflows/${id}/test`, {
    graph: chain('conversation.created', ['star', 'starConversation']),
  });
  await page.keyboard.press('Control+k');
  await expect(dialog.getByRole('combobox')).toBeFocused();
  await page.keyboard.type(run.executionId);
  await expect(dialog.getByRole('option').first()).toContainText('Run ');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: `Run of ${name}` })).toBeVisible();
});

test('a run says all about itself in one row, and writes times as the history does', async ({
  page,
  api,
}) => {
  const id = await api.workflow(
    `Facts ${unique()}`,
    chain('conversation.starred', ['open', 'openConversation']),
  );
  const started = await api.event('conversation.starred', `conv-${unique()}`);
  await api.post(`workflows/${id}/archive`);
  const run = started.find((one) => one.workflowId === id)?.executionId ?? '';
  const { startedAt } = await api.ended(run);
  const written = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'UTC',
  });
  await page.goto(`/runs/${run}`);
  await expect(page.getByText(written.format(new Date(startedAt))).first()).toBeVisible();
  const tops = await page
    .locator('dl dt')
    .evaluateAll((terms) => terms.map((term) => Math.round(term.getBoundingClientRect().top)));
  expect(tops.length).toBe(6);
  expect(new Set(tops).size).toBe(1);

  await page.getByRole('link', { name: 'v1' }).click();
  const [version] = (await api.get(`workflows/${id}/versions`)).items;
  await expect(page.getByRole('navigation', { name: 'Versions' })).toContainText(
    written.format(new Date(version.createdAt)),
  );
});

test('at 200 % zoom the editor is all there', async ({ page, api }) => {
  const id = await api.workflow('Zoomed', fork(), false);
  await page.setViewportSize({ width: 683, height: 425 });
  const editor = new Editor(page);
  await editor.open(id);
  for (const name of ['Test', 'Clear', 'Save', 'Publish', 'Auto-layout']) {
    await expect(editor.button(name)).toBeInViewport({ ratio: 1 });
  }
  await expect(page.getByRole('heading', { name: 'Zoomed' })).toBeInViewport({ ratio: 1 });
  expect((await page.locator('.react-flow').boundingBox())?.width).toBeGreaterThan(340);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(wider).toBe(false);
  await page.getByRole('button', { name: 'Nodes', exact: true }).click();
  await editor.offer('New Conversation Session').click();
  await expect(editor.node('When: New Conversation Session')).toBeVisible();
  await expectAccessible(page);
});
