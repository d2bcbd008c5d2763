import { createHmac } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import { chain } from './api';
import { expect, expectAccessible, listen, test, url } from './test';

const PASSWORD = 'a sentence that is hard to guess';

/** Returns the code that an authenticator app shows at a time (RFC 6238). */
function codeAt(secret: string, time: number): string {
  const bits = [...secret]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter))
    .map((value) => value.toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(time / 30_000)));
  const hash = createHmac('sha1', key).update(counter).digest();
  const at = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

async function elsewhere(browser: Browser, complaints: string[]): Promise<Page> {
  const context = await browser.newContext({ baseURL: url() });
  const page = await context.newPage();
  listen(page, complaints);
  return page;
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Answers of 401 are logged by the browser. */
function expectOnlyRefusals(complaints: string[]): void {
  expect(complaints.filter((one) => !/40[13]/.test(one))).toEqual([]);
  complaints.length = 0;
}

test('an editor is invited, signs in, may not publish, and sets up a second factor', async ({
  page,
  api,
  browser,
  complaints,
}) => {
  test.setTimeout(120_000);
  const mark = crypto.randomUUID().slice(0, 8);
  const name = `Sample editor ${mark}`;
  const email = `editor-${mark}@example.com`;
  const workflow = await api.workflow(
    `Drawn ${mark}`,
    chain('conversation.created', ['end', 'end']),
  );

  await page.goto('/settings?tab=users');
  await page.getByRole('button', { name: 'Add person' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('combobox', { name: 'Role' }).selectOption('Editor');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('needs an email address')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Email' }).fill(email);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByRole('button', { name: 'Create invitation link' }).click();
  const link = await dialog.getByRole('textbox', { name: 'Invitation link' }).inputValue();
  await expectAccessible(page);
  await page.screenshot({ path: 'target/people/invitation.png' });
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: 'Search' }).fill(mark);
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('Invited');

  const theirs = await elsewhere(browser, complaints);
  await theirs.goto(link);
  await theirs.getByLabel('New password', { exact: true }).fill(PASSWORD);
  await theirs.getByLabel('New password again').fill(PASSWORD);
  await expectAccessible(theirs);
  await theirs.screenshot({ path: 'target/people/choose-password.png' });
  await theirs.getByRole('button', { name: 'Save password' }).click();
  await expect(theirs.getByRole('heading', { name: 'Workflows' })).toBeVisible();
  await theirs.getByRole('button', { name: 'Sign out' }).click();
  await signIn(theirs, email);
  await expect(theirs.getByRole('heading', { name: 'Workflows' })).toBeVisible();

  await theirs.goto(`/workflows/${workflow}`);
  const publish = theirs.getByRole('button', { name: 'Publish' });
  await publish.hover();
  await expect(theirs.getByRole('tooltip')).toHaveText(
    'Your role, editor, cannot publish. Ask a publisher or an administrator.',
  );
  await theirs.screenshot({ path: 'target/people/editor.png' });
  await publish.click({ force: true });
  await expect(theirs.getByRole('dialog')).toHaveCount(0);
  await theirs.goto('/settings');
  await expect(theirs.getByRole('tab', { name: 'Team' })).toBeVisible();
  await expect(theirs.getByRole('tab', { name: 'API keys' })).toHaveCount(0);

  await theirs.getByRole('link', { name }).click();
  await theirs.getByRole('button', { name: 'Set up second factor' }).click();
  const secret = ((await theirs.getByTestId('secret').textContent()) ?? '').replaceAll(/\s/g, '');
  await expect(theirs.getByRole('img', { name: /QR code/ })).toBeVisible();
  const now = Date.now();
  await theirs.getByRole('textbox', { name: 'Code' }).fill(codeAt(secret, now));
  await theirs.getByLabel('Current password').last().fill(PASSWORD);
  await expectAccessible(theirs);
  await theirs.screenshot({ path: 'target/people/second-factor.png', fullPage: true });
  await theirs.getByRole('button', { name: 'Turn on' }).click();
  await expect(theirs.getByText('On. You sign in with your password and a code.')).toBeVisible();
  await expect(theirs.getByRole('row').filter({ hasText: 'This browser' })).toHaveCount(1);
  await theirs.screenshot({ path: 'target/people/account.png', fullPage: true });
  await theirs.getByRole('button', { name: 'Sign out' }).click();

  await signIn(theirs, email);
  const code = theirs.getByRole('textbox', { name: 'Code' });
  await code.fill('000000');
  await theirs.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(theirs.getByText('This code is wrong')).toBeVisible();
  await expectAccessible(theirs);
  await theirs.screenshot({ path: 'target/people/sign-in.png' });
  // Each code works once: this is the next one.
  await code.fill(codeAt(secret, now + 30_000));
  await theirs.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(theirs.getByRole('heading', { name: 'Workflows' })).toBeVisible();

  await page.getByRole('button', { name: `Edit ${name}` }).click();
  await dialog.getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.screenshot({ path: 'target/people/person.png' });
  await dialog.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(page.getByText('was signed out everywhere')).toBeVisible();
  await theirs.reload();
  await expect(theirs.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expectOnlyRefusals(complaints);
  await theirs.context().close();
});

test('a viewer sees no texts of customers, and changes nothing', async ({
  page,
  api,
  browser,
  complaints,
}) => {
  const mark = crypto.randomUUID().slice(0, 8);
  const email = `viewer-${mark}@example.com`;
  const workflow = await api.workflow(
    `Seen ${mark}`,
    chain('conversation.created', ['reply', 'sendMessage', { text: 'Hello' }]),
  );
  // The event starts every active workflow of its kind.
  const runs = await api.event('conversation.created', `viewed-${mark}`, 'My secret order');
  const run = runs.find((one) => one.workflowId === workflow);
  await api.ended(run?.executionId ?? '');
  const user = await api.post('users', { name: `Sample viewer ${mark}`, email, role: 'viewer' });
  const { url: link } = await api.post(`users/${user.id}/invitation`);
  await page.close();

  const theirs = await elsewhere(browser, complaints);
  await theirs.goto(link);
  await theirs.getByLabel('New password', { exact: true }).fill(PASSWORD);
  await theirs.getByLabel('New password again').fill(PASSWORD);
  await theirs.getByRole('button', { name: 'Save password' }).click();
  await expect(theirs.getByRole('heading', { name: 'Workflows' })).toBeVisible();
  const entries = theirs.getByRole('navigation', { name: 'Main' });
  await expect(entries.getByRole('link', { name: 'Runs' })).toBeVisible();
  await expect(entries.getByRole('link', { name: 'Inbox' })).toHaveCount(0);
  await expect(theirs.getByRole('button', { name: 'Create Workflow' })).toHaveCount(0);

  await theirs.goto(`/runs/${run?.executionId}`);
  await expect(theirs.getByText("your role cannot read customers' texts").first()).toBeVisible();
  expect(await theirs.content()).not.toContain('My secret order');
  await theirs.screenshot({ path: 'target/people/run.png' });
  await theirs.goto(`/workflows/${workflow}`);
  await expect(theirs.getByText('your role cannot edit it')).toBeVisible();
  await expect(theirs.getByRole('button', { name: 'Publish' })).toHaveCount(0);
  await expectAccessible(theirs);
  await theirs.screenshot({ path: 'target/people/viewer.png' });
  await theirs.goto('/labels');
  await expect(theirs.getByRole('heading', { name: 'Labels' })).toBeVisible();
  await expect(theirs.getByRole('button', { name: 'Create label' })).toHaveCount(0);
  expectOnlyRefusals(complaints);
  await theirs.context().close();
});
