import { expect, expectAccessible, test } from './test';

test('an administrator stops all workflows, sees that they are, and resumes them', async ({
  page,
  api,
}) => {
  await page.goto('/settings?tab=operations');
  const workers = page.getByRole('table', { name: 'Workers' });
  await expect(workers.getByRole('row')).toHaveCount(4);
  await expectAccessible(page);
  try {
    await page.getByRole('button', { name: 'Stop all workflows' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(dialog.getByText('Enter a reason.')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Sample reason');
    await dialog.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('alert')).toContainText('Sample reason');
    await expect(page.getByRole('status').first()).toContainText('All workflows are stopped.');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Resume all workflows' }).click();
    await expect(page.getByText('Workflows run.')).toBeVisible();
    await expect(page.getByRole('status').first()).not.toContainText('stopped');
  } finally {
    await api.post('operations/resume', {});
  }
});
