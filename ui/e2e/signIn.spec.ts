import { expect, expectAccessible, listen, test, url } from './test';

test('a one-time link signs in, once', async ({ browser, api, complaints }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url());
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expectAccessible(page);

  listen(page, complaints);
  const link = new URL((await api.post('session/link')).url, url()).href;
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Workflows' })).toBeVisible();
  await expect(page).toHaveURL(/\/workflows$/);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  await page.goto(link);
  await expect(page.getByRole('alert')).toContainText('was used or has expired');
  // The refusal is an answer of 401, which the browser logs.
  expect(complaints.every((one) => one.includes('401'))).toBe(true);
  complaints.length = 0;
  await context.close();
});

test('a user whose session ends must sign in, and no page breaks', async ({ page, complaints }) => {
  await page.goto('/workflows');
  await expect(page.getByRole('heading', { name: 'Workflows' })).toBeVisible();
  await page.context().clearCookies();
  await page.goto('/settings');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(complaints.every((one) => one.includes('401'))).toBe(true);
  complaints.length = 0;
});

test('the page allows nothing but its own scripts and styles', async ({ page, complaints }) => {
  const answer = await page.goto('/workflows');
  const policy = (await answer?.headerValue('content-security-policy')) ?? '';
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toContain('unsafe');
  await expect(page.getByRole('heading', { name: 'Workflows' })).toBeVisible();
  const refused = await page.evaluate(async () => {
    const broken: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      broken.push(event.effectiveDirective),
    );
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.body.append(script);
    const style = document.createElement('style');
    style.textContent = 'body { color: red }';
    document.head.append(style);
    await new Promise((later) => setTimeout(later, 100));
    return { broken, ran: 'ran' in window };
  });
  expect(refused.ran).toBe(false);
  expect(refused.broken).toEqual(['script-src-elem', 'style-src-elem']);
  expect(complaints.every((one) => one.includes('Content Security Policy'))).toBe(true);
  complaints.length = 0;
});

test('an address that leads nowhere says so', async ({ page }) => {
  await page.goto('/nothing/at/all');
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
});
