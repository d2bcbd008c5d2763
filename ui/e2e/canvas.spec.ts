import { chain } from './api';
import { Editor, type Point } from './pages/editor';
import { expect, expectAccessible, test } from './test';

const unique = () => crypto.randomUUID().slice(0, 8);

/** A row of this many steps below the trigger. */
const long = (steps: number) =>
  chain(
    'conversation.created',
    ...Array.from({ length: steps }, (_, i): [string, string, object] => [
      `step${i}`,
      'starConversation',
      {},
    ]),
  );

const middleOf = async (editor: Editor, title: string): Promise<Point> => {
  const box = await editor.node(title).boundingBox();
  return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
};

const zoomOf = async (editor: Editor) => {
  const name = await editor.page.getByRole('button', { name: /^100% \(now/ }).textContent();
  return Number(name?.replace(/\D/g, ''));
};

for (const clicks of [0, 4, -3]) {
  test(`a node lands under the pointer, zoomed by ${clicks}`, async ({ page, api }) => {
    const id = await api.workflow('Under the pointer');
    const editor = new Editor(page);
    await editor.open(id);
    await page.getByRole('button', { name: /^100%/ }).click();
    for (let i = 0; i < Math.abs(clicks); i++) {
      await editor.button(clicks > 0 ? 'Zoom out' : 'Zoom in').click();
    }
    await page.waitForTimeout(400);
    const board = await page.locator('.react-flow').boundingBox();
    const at = { x: (board?.x ?? 0) + 330, y: (board?.y ?? 0) + 640 };
    await editor.offer('Delay').scrollIntoViewIfNeeded();
    await editor.drag(editor.offer('Delay'), at);
    await expect(editor.node('Delay')).toBeVisible();
    const zoom = (await zoomOf(editor)) / 100;
    const found = await middleOf(editor, 'Delay');
    // As near as the grid of 20 allows.
    expect(Math.abs(found.x - at.x)).toBeLessThanOrEqual(11 * zoom + 1);
    expect(Math.abs(found.y - at.y)).toBeLessThanOrEqual(13 * zoom + 1);
  });
}

test('a connection dropped on the canvas ends where it was dropped, also when zoomed out', async ({
  page,
  api,
}) => {
  const id = await api.workflow('Let go');
  const editor = new Editor(page);
  await editor.open(id);
  await editor.choose('Trigger', 'New Conversation');
  await page.getByRole('button', { name: /^100%/ }).click();
  for (let i = 0; i < 4; i++) {
    await editor.button('Zoom out').click();
  }
  await page.waitForTimeout(400);
  const board = await page.locator('.react-flow').boundingBox();
  const at = { x: (board?.x ?? 0) + 150, y: (board?.y ?? 0) + 560 };
  await editor.drag(editor.out('New Conversation'), at);
  await page.getByRole('combobox', { name: 'Search nodes' }).fill('delay');
  await page.keyboard.press('Enter');
  const handle = await editor.into('Delay').boundingBox();
  expect(Math.abs((handle?.x ?? 0) + (handle?.width ?? 0) / 2 - at.x)).toBeLessThanOrEqual(9);
  expect(Math.abs((handle?.y ?? 0) + (handle?.height ?? 0) / 2 - at.y)).toBeLessThanOrEqual(9);
});

test('one-key shortcuts work after a click on the empty canvas', async ({ page, api }) => {
  const id = await api.workflow('Keys', long(2), false);
  const editor = new Editor(page);
  await editor.open(id);
  const empty = () => page.locator('.react-flow__pane').click({ position: { x: 20, y: 20 } });
  await empty();
  await page.keyboard.press('m');
  await expect(page.locator('.react-flow__minimap')).toBeVisible();
  await page.keyboard.press('m');
  await empty();
  await page.keyboard.press('Shift+L');
  await expect(editor.button('Undo: Auto-layout')).toBeVisible();
  await empty();
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox', { name: 'Search nodes' })).toBeFocused();
  await page.keyboard.press('Escape');
  await empty();
  await page.keyboard.press('?');
  await expect(editor.dialog()).toContainText('Keyboard shortcuts');
});

for (const width of [1280, 1366, 1920]) {
  test(`the top bar holds at ${width} px`, async ({ page, api }) => {
    await page.setViewportSize({ width, height: 800 });
    const id = await api.workflow(`A name of some length ${unique()}`, long(1));
    const editor = new Editor(page);
    await editor.open(id);
    await editor.offer('Send Message').click();
    await editor.settled();
    await expect(editor.button('Pause')).toBeVisible();
    await expect(page.getByRole('button', { name: '1 problem' })).toBeVisible();
    const boxes = await page.locator('header > *').evaluateAll((all) =>
      all.map((one) => {
        const { left, right, top } = one.getBoundingClientRect();
        return { left, right, top, inner: one.scrollWidth - one.clientWidth };
      }),
    );
    for (const [i, one] of boxes.entries()) {
      const before = boxes[i - 1];
      if (before && Math.abs(before.top - one.top) < 30) {
        expect(one.left).toBeGreaterThanOrEqual(before.right - 1);
      }
      expect(one.right).toBeLessThanOrEqual(width);
    }
    const kept = await page.getByTestId('kept').boundingBox();
    const undo = await page.getByRole('button', { name: /^Undo/ }).boundingBox();
    expect((kept?.x ?? 0) + (kept?.width ?? 0)).toBeLessThanOrEqual(undo?.x ?? 0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(
      false,
    );
  });
}

test('Fit and opening keep clear of what covers the canvas', async ({ page, api }) => {
  const graph = long(6);
  graph.edges.pop();
  for (const [i, node] of graph.nodes.entries()) {
    node.position = { x: (i % 3) * 320, y: Math.floor(i / 3) * 160 };
  }
  const id = await api.workflow('Fitted', graph, false);
  const editor = new Editor(page);
  await page.addInitScript(() => localStorage.setItem('parley.mini-map', 'true'));
  const uncovered = async () => {
    const overlaps = await page.evaluate(() => {
      const rects = (selector: string) =>
        [...document.querySelectorAll(selector)].map((one) => one.getBoundingClientRect());
      const things = rects('.react-flow__node, .react-flow__node button');
      const covers = rects('[role="toolbar"], .react-flow__minimap');
      const board = document.querySelector('.react-flow')?.getBoundingClientRect();
      return [
        ...things.filter((thing) =>
          covers.some(
            (cover) =>
              thing.left < cover.right &&
              thing.right > cover.left &&
              thing.top < cover.bottom &&
              thing.bottom > cover.top,
          ),
        ),
        ...things.filter(
          (thing) => board && (thing.right > board.right || thing.left < board.left),
        ),
      ].length;
    });
    expect(overlaps).toBe(0);
  };
  await editor.open(id);
  await expect(page.locator('.react-flow__minimap')).toBeVisible();
  await uncovered();
  await editor.button('Fit').click();
  await page.waitForTimeout(300);
  await uncovered();

  // Also in the space that a widened panel leaves.
  await page.evaluate(() => localStorage.setItem('parley.panel', '560'));
  await page.reload();
  await editor.settled();
  await page.waitForTimeout(300);
  await uncovered();
});

for (const slowness of [1, 6]) {
  test(`finding a node at a tenth of the size makes it readable, ${slowness} times slower`, async ({
    page,
    api,
  }) => {
    const id = await api.workflow('Far away', long(30), false);
    const editor = new Editor(page);
    await editor.open(id);
    for (let i = 0; i < 12; i++) {
      await editor.button('Zoom out').click();
    }
    await expect.poll(() => zoomOf(editor)).toBeLessThan(40);
    const browser = await page.context().newCDPSession(page);
    await browser.send('Emulation.setCPUThrottlingRate', { rate: slowness });
    await page.keyboard.press('Control+f');
    await page.keyboard.type('step27');
    await page.keyboard.press('Enter');
    await expect(editor.node('step27')).toBeFocused();
    await expect.poll(() => zoomOf(editor)).toBeGreaterThanOrEqual(60);
    await expect(editor.node('step27')).toBeInViewport({ ratio: 1 });
  });
}

test('an archived workflow is shown, not changed, until it is unarchived', async ({
  page,
  api,
}) => {
  const id = await api.workflow(
    `Kept for reference ${unique()}`,
    chain('conversation.created', ['say', 'sendMessage', { text: 'Hello {{ contact.name }}' }]),
  );
  await api.post(`workflows/${id}/archive`);
  await page.goto(`/workflows/${id}`);
  await expect(page.getByRole('status').filter({ hasText: 'archived' })).toContainText(
    'kept for reference',
  );
  const editor = new Editor(page);
  await editor.node('say').click();
  const message = editor.field('Message');
  await expect(message).toHaveValue('Hello {{ contact.name }}');
  await expect(message).toBeDisabled();
  await expect(editor.button('Publish')).toHaveCount(0);
  await expect(page.getByRole('navigation', { name: 'Nodes' })).toHaveCount(0);
  await page.keyboard.press('Delete');
  await expect(editor.nodes()).toHaveCount(2);
  await expectAccessible(page);
  await editor.button('Unarchive').click();
  await expect(editor.button('Publish')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'kept for reference' })).toHaveCount(0);
  await editor.node('say').click();
  await editor.field('Message').fill('Welcome back');
  await editor.settled();
});

test('nodes of an old version show their settings; no version is compared with itself', async ({
  page,
  api,
}) => {
  const first = chain('conversation.created', [
    'call',
    'fetch',
    { method: 'POST', url: 'https://example.org/old', body: '{"a": 1}' },
  ]);
  const id = await api.workflow('Looked back at', first);
  await api.post(`workflows/${id}/publish`, { graph: long(1) });
  await page.goto(`/workflows/${id}/versions?version=1`);
  await page.locator('.react-flow__node', { hasText: 'call' }).click();
  const about = page.getByRole('complementary', { name: 'Version 1' });
  await expect(about.getByRole('textbox', { name: 'Request URL' })).toHaveValue(
    'https://example.org/old',
  );
  await expect(about.getByRole('textbox', { name: 'Request URL' })).toBeDisabled();
  await expect(about.getByRole('button', { name: 'Add header' })).toBeDisabled();
  await expectAccessible(page);

  await page.goto(`/workflows/${id}/versions?version=2&compare=1`);
  await expect(page.getByText('From Version 1 to Version 2')).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Versions' })
    .getByRole('button', { name: /^Version 1/ })
    .click();
  await expect(page).not.toHaveURL(/compare/);
  await expect(page.getByText(/^From Version/)).toHaveCount(0);
  await page.goto(`/workflows/${id}/versions?version=1&compare=1`);
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await expect(page.getByText(/^From Version/)).toHaveCount(0);
});

test('an error goes as soon as what it is about is corrected', async ({ page, api }) => {
  const id = await api.workflow(
    'Corrected',
    chain('conversation.created', ['call', 'fetch', { method: 'GET', url: 'shop' }]),
    false,
  );
  const editor = new Editor(page);
  await editor.open(id);
  await editor.node('call').click();
  await expect(editor.panel()).toContainText('The URL must start with');
  // The server is slow to say so.
  await page.route('**/working-copy', async (route) => {
    await new Promise((later) => setTimeout(later, 4_000));
    await route.continue();
  });
  await editor.field('Request URL').fill('https://example.org/');
  await expect(editor.panel().getByText('The URL must start with')).toHaveCount(0, {
    timeout: 1_500,
  });
  await page.unrouteAll({ behavior: 'wait' });
  await editor.settled();
});

test('after Clear, Undo and Redo nothing is unsaved', async ({ page, api }) => {
  const id = await api.workflow('There and back', long(1));
  const editor = new Editor(page);
  await editor.open(id);
  await editor.node('step0').click();
  await editor.rename('Changed');
  await editor.settled();
  await editor.button('Clear').click();
  await editor.dialog().getByRole('button', { name: 'Clear' }).click();
  await expect(editor.node('step0')).toBeVisible();
  await page.getByRole('button', { name: 'Undo: Clear' }).click();
  await expect(editor.node('Changed')).toBeVisible();
  await editor.settled();
  await expect(editor.button('Clear')).toBeEnabled();
  await page.getByRole('button', { name: /^Redo/ }).click();
  await expect(editor.node('step0')).toBeVisible();
  await editor.settled();
  await expect(editor.button('Clear')).toBeDisabled();
  expect((await api.get(`workflows/${id}`)).hasWorkingCopy).toBe(false);
});

test('the list holds whatever a description says, and a notice can be read', async ({
  page,
  api,
}) => {
  const name = `Long ${unique()}`;
  const id = await api.workflow(name);
  const description = `https://example.org/${'abcdefghij'.repeat(40)}`;
  await api.call('PATCH', `workflows/${id}`, { description });
  await page.setViewportSize({ width: 1366, height: 850 });
  await page.goto(`/workflows?search=${encodeURIComponent(name)}`);
  const menu = page.getByRole('button', { name: `Actions for ${name}` });
  await expect(menu).toBeInViewport({ ratio: 1 });

  await menu.click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  const notice = page.locator('.mantine-Notification-description');
  await expect(notice).toBeVisible();
  for (const scheme of ['light', 'dark']) {
    const contrast = await notice.evaluate((element, value) => {
      document.documentElement.setAttribute('data-mantine-color-scheme', value);
      const channel = (part: number) =>
        part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4;
      const lightness = (colour: string) => {
        const [r = 0, g = 0, b = 0] = colour.match(/[\d.]+/g)?.map(Number) ?? [];
        return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
      };
      const ground = element.closest('.mantine-Notification-root') as Element;
      const [one, other] = [
        lightness(getComputedStyle(element).color),
        lightness(getComputedStyle(ground).backgroundColor),
      ].sort((a, b) => b - a) as [number, number];
      return (one + 0.05) / (other + 0.05);
    }, scheme);
    expect(contrast, scheme).toBeGreaterThanOrEqual(4.5);
  }

  // A name that is too long is reported, not truncated.
  await page.getByRole('button', { name: 'Create Workflow' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create Workflow' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('n'.repeat(125));
  await expect(dialog).toContainText('125 characters. The limit is 120.');
  await dialog.getByRole('button', { name: 'Create Workflow' }).click();
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('n'.repeat(125));
});

test('an empty sample reply is no error; the trigger of a draft is in the list', async ({
  page,
  api,
}) => {
  const name = `Drafted ${unique()}`;
  const id = await api.workflow(name);
  const editor = new Editor(page);
  await editor.open(id);
  await editor.choose('Trigger', 'Label Removed');
  await editor.offer('Fetch API').click();
  await editor.button('More settings').click();
  await editor.panel().getByRole('textbox', { name: 'Sample reply' }).click();
  await page.waitForTimeout(1_000);
  await expect(editor.panel().locator('.cm-lintRange, .cm-lintPoint')).toHaveCount(0);
  await page.keyboard.type('{{');
  await expect(editor.panel().locator('.cm-lintRange, .cm-lintPoint').first()).toBeAttached();
  await page.goto(`/workflows?search=${encodeURIComponent(name)}`);
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('Label Removed');
});
