import { chain } from './api';
import { expect, expectAccessible, test } from './test';

const unique = () => crypto.randomUUID().slice(0, 8);

test('the skill set that comes with the product shows its skills, their schemas, its health and who uses it', async ({
  page,
  api,
}) => {
  const { items } = await api.get('skill-sets');
  const builtIn = items.find((one: { builtIn: boolean }) => one.builtIn);
  const workflow = `Asks the language ${unique()}`;
  const id = await api.workflow(
    workflow,
    chain('conversation.starred', [
      'language',
      'customSkill',
      {
        skillSet: builtIn.id,
        skill: 'detect_language',
        arguments: { text: '{{ message.text }}' },
      },
    ]),
  );
  await page.goto('/workflows');
  await page.getByRole('link', { name: 'Skill Sets' }).click();
  const row = page.getByRole('row').filter({ hasText: builtIn.name });
  await expect(row).toContainText('Included with Parley');
  await expect(row).toContainText(`${builtIn.skills.length} skills`);
  await expectAccessible(page);
  await page.getByRole('button', { name: `Edit ${builtIn.name}` }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('link', { name: workflow })).toBeVisible();
  await dialog.getByRole('button', { name: 'Check now' }).click();
  await expect(dialog).toContainText('Healthy');
  await dialog.getByRole('button', { name: /detect_language/ }).click();
  await expect(dialog.getByText('"properties"').filter({ visible: true }).first()).toBeVisible();
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toBeHidden();
  await expectAccessible(page);
  await api.post(`workflows/${id}/archive`);
});

test('a server that does not answer is not installed, and the reason stands at its address', async ({
  page,
  complaints,
}) => {
  await page.goto('/skill-sets');
  await page.getByRole('button', { name: 'Install skill set' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(`Unreachable ${unique()}`);
  await dialog.getByRole('textbox', { name: 'Address' }).fill('http://127.0.0.1:9/mcp');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Address' })).toHaveAttribute(
    'aria-invalid',
    'true',
    { timeout: 40_000 },
  );
  expect(complaints.every((one) => one.includes('422'))).toBe(true);
  complaints.length = 0;
  await expectAccessible(page);
});

test('extraction is tried without a model, and a missing model name is reported at its field', async ({
  page,
  complaints,
}) => {
  await page.goto('/settings?tab=models');
  await expect(page.getByRole('radio', { name: 'Built in, on this machine' })).toBeChecked();
  await page
    .getByRole('textbox', { name: 'Message' })
    .fill('I want my money back, this is terrible.');
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect(page.getByText(/Built-in extraction/)).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText('Sentiment: negative')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('radio', { name: /OpenAI-compatible/ }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('textbox', { name: 'Model' })).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  expect(complaints.every((one) => one.includes('422'))).toBe(true);
  complaints.length = 0;
  await expectAccessible(page);
});
