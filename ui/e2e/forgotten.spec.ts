import { expect, expectAccessible, mails, test, url } from './test';

async function sentTo(address: string): Promise<string[]> {
  const response = await fetch(`${mails()}/${address}`);
  return (await response.json()) as string[];
}

test('a person who forgot the password gets a link by email', async ({ api, browser }) => {
  const mark = crypto.randomUUID().slice(0, 8);
  const email = `forgetful-${mark}@example.com`;
  await api.post('users', { name: `Forgetful ${mark}`, email, role: 'viewer' });
  const context = await browser.newContext({ baseURL: url() });
  const page = await context.newPage();
  await page.goto('/workflows');
  await page.getByRole('button', { name: 'Forgot your password?' }).click();
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await expectAccessible(page);
  await page.screenshot({ path: 'target/people/forgotten.png' });
  await page.getByRole('button', { name: 'Send link' }).click();
  await expect(page.getByRole('status')).toContainText('a link is on its way');

  await expect.poll(() => sentTo(email)).toHaveLength(1);
  const [message = ''] = await sentTo(email);
  const link = /http\S+choose-password\?token=\S+/.exec(message)?.[0] ?? message;
  expect(link).toContain(`${url()}/choose-password`);
  await page.goto(link);
  await page.getByLabel('New password', { exact: true }).fill('a sentence that is hard to guess');
  await page.getByLabel('New password again').fill('a sentence that is hard to guess');
  await page.getByRole('button', { name: 'Save password' }).click();
  await expect(page.getByRole('heading', { name: 'Workflows' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.goto(link);
  await page.getByLabel('New password', { exact: true }).fill('a sentence that is hard to guess');
  await page.getByLabel('New password again').fill('a sentence that is hard to guess');
  await page.getByRole('button', { name: 'Save password' }).click();
  await expect(page.getByRole('alert')).toContainText('was used or has expired');
  await context.close();
});
