import { chain } from './api';
import { Editor } from './pages/editor';
import { picture } from './picture';
import { test } from './test';

test('editor', async ({ page, api }) => {
  const workflows = (await api.get('workflows')).items as { id: string; name: string }[];
  const smart = workflows.find((one) => one.name === 'Smart labeling and escalation')?.id ?? '';
  const editor = new Editor(page);
  await editor.open(smart);
  await picture(page, 'editor', () => editor.node('Message contains').click());
  await picture(page, 'editor-outline', () => page.getByText('Outline', { exact: true }).click());
  await picture(page, 'editor-test', () => editor.button('Test').click());
  await picture(page, 'editor-shortcuts', () => page.keyboard.press('?'));

  const broken = await api.workflow(
    'Ask the shop',
    chain(
      'conversation.created',
      ['order', 'fetch', { method: 'GET', url: 'shop' }],
      ['hi', 'sendMessage', {}],
    ),
    false,
  );
  await editor.open(broken);
  await picture(page, 'editor-problems', () =>
    page.getByRole('button', { name: /problems?$/ }).click(),
  );

  const versions = await api.workflow(
    'Welcome',
    chain('conversation.created', ['Greet', 'sendMessage', { text: 'Hello' }]),
  );
  const changed = chain(
    'conversation.created',
    ['Greet', 'sendMessage', { text: 'Good day' }],
    ['star', 'starConversation'],
  );
  await api.post(`workflows/${versions}/publish`, { graph: changed, note: 'Friendlier' });
  await page.goto(`/workflows/${versions}/versions?version=2&compare=1`);
  await picture(page, 'versions');
});
