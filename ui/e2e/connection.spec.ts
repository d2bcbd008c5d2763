import { expect, expectAccessible, test } from './test';

const unique = () => crypto.randomUUID().slice(0, 8);

test('without a network every page says so, and nothing waits in silence', async ({
  page,
  api,
  complaints,
}) => {
  const name = `Sample ${unique()}`;
  const { id } = await api.post('conversations', {
    contactName: name,
    channel: 'webchat',
    message: 'Hello',
  });
  await page.goto(`/inbox/${id}`);
  const banner = page.getByRole('status').filter({ hasText: 'You are offline' });
  await expect(page.getByRole('log')).toContainText('Hello');
  await expect(banner).toHaveCount(0);
  // The code of the pages is already loaded, as it is for a user who works with them.
  for (const link of ['Labels', 'Runs', 'Workflows', 'Inbox']) {
    await page.getByRole('link', { name: link, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: link })).toBeAttached();
  }
  await page.goto(`/inbox/${id}`);
  await expect(page.getByRole('log')).toContainText('Hello');

  await expect(page.getByText('● Live')).toBeVisible();
  await page.context().setOffline(true);
  await expect(banner).toBeVisible();
  await expect(page.getByText('● Live')).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Your reply' }).fill('It is on its way.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Your message is sent when you are back online.')).toBeVisible();
  await page.context().setOffline(false);
  await expect(banner).toHaveCount(0);
  await expect(page.getByRole('log').locator('[data-author="user"]')).toContainText('on its way');
  // What the browser itself complains of is that it had no network.
  complaints.length = 0;
});

test('a half-written reply is there after a reload, gone once sent, and gone after signing out', async ({
  page,
  api,
  complaints,
}) => {
  const conversation = async () =>
    (
      await api.post('conversations', {
        contactName: `Sample ${unique()}`,
        channel: 'webchat',
        message: 'Hello',
      })
    ).id as string;
  const [first, second] = [await conversation(), await conversation()];
  const reply = page.getByRole('textbox', { name: 'Your reply' });
  await page.goto(`/inbox/${first}`);
  await reply.fill('Half of a thou');
  await page.goto(`/inbox/${second}`);
  await expect(reply).toHaveValue('');
  await page.goto(`/inbox/${first}`);
  await page.reload();
  await expect(reply).toHaveValue('Half of a thou');
  await reply.fill('A whole thought.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('log')).toContainText('A whole thought.');
  await page.reload();
  await expect(page.getByRole('log')).toContainText('A whole thought.');
  await expect(reply).toHaveValue('');

  await reply.fill('No one else should read this');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.context().addCookies(await api.session());
  await page.goto(`/inbox/${first}`);
  await expect(page.getByRole('log')).toContainText('A whole thought.');
  await expect(reply).toHaveValue('');
  // The browser logged errors while no user was signed in.
  complaints.length = 0;
});

test('an address that leads nowhere keeps the navigation, and what is missing is not tried again', async ({
  page,
  complaints,
}) => {
  await page.goto('/no/such/page');
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await expectAccessible(page);
  const missing = crypto.randomUUID();
  for (const path of [`/runs/${missing}`, `/workflows/${missing}`, `/inbox/${missing}`]) {
    await page.goto(path);
    await expect(page.getByText(`"${missing}"`).first()).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  }
  complaints.length = 0;
});

test.describe('in a browser of another language', () => {
  test.use({ locale: 'de-DE' });

  test('times are shown in the language of the page', async ({ page, api }) => {
    const workflow = await api.workflow(`Dated ${unique()}`);
    const { executionId } = await api.post(`workflows/${workflow}/test`, {
      graph: {
        schema: 1,
        nodes: [
          { id: 't', kind: 'trigger', config: { event: 'conversation.starred' } },
          { id: 's', kind: 'sendMessage', config: { text: 'Hi' } },
        ],
        edges: [{ source: 't', handle: 'next', target: 's' }],
      },
    });
    await api.ended(executionId);
    await page.clock.install({ time: Date.now() + 600_000 });
    await page.goto(`/workflows/${workflow}/runs`);
    const time = page.getByRole('table', { name: 'Runs' }).getByRole('time').first();
    await expect(time).toHaveText(/min\. ago|mins? ago/);
    await page.goto(`/runs/${executionId}`);
    await expect(
      page
        .getByRole('definition')
        .filter({ hasText: /[A-Z][a-z]+ \d\d?, 20\d\d|\d\d? [A-Z][a-z]+ 20\d\d/ }),
    ).not.toHaveCount(0);
  });
});

test('on a phone all changes of a conversation stand in the middle', async ({ page, api }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const label = `A label with quite a long name ${unique()}`;
  const { id: labelId } = await api.post('labels', { name: label });
  const { id } = await api.post('conversations', { channel: 'webchat', message: 'Hello' });
  await api.call('PUT', `conversations/${id}/labels/${labelId}`);
  await api.call('PATCH', `conversations/${id}`, { starred: true });
  await page.goto(`/inbox/${id}`);
  const lines = page.locator('[data-kind="event"] > div');
  await expect(lines).toHaveCount(3);
  const alignments = await lines.evaluateAll((all) =>
    all.map((one) => getComputedStyle(one).textAlign),
  );
  expect(new Set(alignments)).toEqual(new Set(['center']));
});
