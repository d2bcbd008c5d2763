import { expect, expectAccessible, test } from './test';

test('a rejected event is found, corrected and sent again', async ({ page, api, complaints }) => {
  const id = `evt-${crypto.randomUUID().slice(0, 8)}`;
  const conversation = `corrected-${id}`;
  const refused = await api.send('POST', 'events', {
    specversion: '1.0',
    id,
    source: '/journey/shop',
    type: 'message.received',
    data: {
      conversation: { id: conversation, channel: 'pigeon' },
      message: { id: `m-${id}`, text: 'Is my parcel on its way?' },
    },
  });
  expect(refused.status).toBe(400);

  await page.goto('/settings?tab=events');
  await page.getByRole('textbox', { name: 'Source' }).fill('/journey/shop');
  const row = page.getByRole('row').filter({ hasText: id });
  await expect(row).toContainText('channel must be one of');
  await expectAccessible(page);
  await row.getByRole('button', { name: `Show rejected event ${id}` }).click();
  const dialog = page.getByRole('dialog', { name: `Rejected event ${id}` });
  await expect(dialog.getByText('/data/conversation/channel')).toBeVisible();
  const json = dialog.getByRole('textbox', { name: 'Event as JSON' });
  const sent = await json.inputValue();

  // What is wrong in another way is said at its place, and nothing is lost.
  await json.fill(
    sent.replace('"pigeon"', '"whatsapp"').replace('"Is my parcel on its way?"', '7'),
  );
  await dialog.getByRole('button', { name: 'Send again' }).click();
  await expect(dialog.getByText('/data/message/text')).toBeVisible();
  await expect(dialog.getByText('/data/conversation/channel')).toBeHidden();
  await expectAccessible(page);
  expect(complaints.every((one) => one.includes('400'))).toBe(true);
  complaints.length = 0;

  await json.fill(sent.replace('pigeon', 'whatsapp'));
  await dialog.getByRole('button', { name: 'Send again' }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText('Sent again');
  const made = await api.get(`conversations/${conversation}/messages`);
  expect((made.items as { text: string }[]).map((one) => one.text)).toEqual([
    'Is my parcel on its way?',
  ]);

  await page.getByRole('combobox', { name: 'Result' }).selectOption('Accepted');
  await expect(page.getByRole('row').filter({ hasText: id })).toContainText('0 runs');
});
