import type { Page } from '@playwright/test';
import { expect, expectAccessible, listen, provider, test, url } from './test';

/** Sets what the provider says about a person. */
async function claims(person: string, groups: string[]): Promise<void> {
  const response = await fetch(`${provider()}/people/${person}`, {
    method: 'PUT',
    body: JSON.stringify({ name: `Name of ${person}`, groups }),
  });
  expect(response.status).toBe(204);
}

/** Signs in on the provider's own pages, and lets it pass the claims on. */
async function signInThere(page: Page, person: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Enter any login' }).fill(person);
  await page.getByPlaceholder('and password').fill('any password');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

test('a person signs in through the provider, with the role of the claim', async ({
  api,
  browser,
  complaints,
}) => {
  const person = `ada-${crypto.randomUUID().slice(0, 8)}`;
  await claims(person, ['Editors']);
  const context = await browser.newContext({ baseURL: url() });
  const page = await context.newPage();
  await page.goto('/workflows?search=draft');
  const button = page.getByRole('link', { name: 'Sign in with Sample Login' });
  await expect(button).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'target/people/provider.png' });

  await button.click();
  await signInThere(page, person);
  await expect(page.getByRole('heading', { name: 'Workflows' })).toBeVisible();
  await expect(page).toHaveURL(/\/workflows\?search=draft$/);
  await expect(page.getByRole('link', { name: `Name of ${person}` })).toBeVisible();
  const create = page.getByRole('button', { name: 'Create Workflow' });
  await expect(create.first()).toBeVisible();
  const mine = await (await page.request.get('/api/v1/session')).json();
  expect(mine.role).toBe('editor');
  listen(page, complaints);
  await page.getByRole('link', { name: `Name of ${person}` }).click();
  await expect(page.getByText('You sign in with Sample Login.')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'target/people/provider-account.png', fullPage: true });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  // The provider still knows the person, who now has another role.
  await claims(person, ['Viewers']);
  await page.goto('/workflows');
  await button.click();
  await expect(page.getByRole('heading', { name: 'Workflows' })).toBeVisible();
  await expect(create).toHaveCount(0);
  const { items } = await api.get(`audit?objectId=${mine.userId}`);
  expect(items.map((entry: { operation: string }) => entry.operation)).toEqual([
    'signInWithProvider',
    'setRoleFromProvider',
    'signInWithProvider',
    'createUserFromProvider',
  ]);
  // Answers of 401 are logged by the browser.
  expect(complaints.filter((one) => !one.includes('401'))).toEqual([]);
  complaints.length = 0;
  await context.close();
});

test('a person without a role is refused, and reads why', async ({ browser }) => {
  const person = `eve-${crypto.randomUUID().slice(0, 8)}`;
  await claims(person, ['Strangers']);
  const context = await browser.newContext({ baseURL: url() });
  const page = await context.newPage();
  await page.goto('/workflows');
  await page.getByRole('link', { name: 'Sign in with Sample Login' }).click();
  await signInThere(page, person);
  await expect(page.getByRole('alert')).toContainText('has no role here');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'target/people/provider-refused.png' });
  await context.close();
});
