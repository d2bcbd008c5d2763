import { chain } from './api';
import { picture } from './picture';
import { peer, test } from './test';

test('pages', async ({ page, api }) => {
  await page.goto('/workflows');
  const workflows = (await api.get('workflows')).items as { id: string; name: string }[];
  const id = (name: string) => workflows.find((one) => one.name === name)?.id ?? '';
  const smart = id('Smart labeling and escalation');
  const channel = id('Auto-assign by channel');
  await api.post(`workflows/${smart}/publish`);
  await api.post(`workflows/${channel}/publish`);
  const follow = await api.event('conversation.created', 'sample-1001', 'URGENT: my order is late');
  await api.event('conversation.created', 'sample-1002', 'Where is my order?');
  await api.event('conversation.created', 'sample-1003', 'Hello');
  const failing = await api.workflow(
    'Look up the customer',
    chain(
      'conversation.opened',
      ['lookup', 'fetch', { method: 'GET', url: `${peer()}/status/404` }],
      ['star', 'starConversation'],
    ),
  );
  const failed = await api.event('conversation.opened', 'sample-1004', 'Hello');
  const failedRun = failed.find((one) => one.workflowId === failing)?.executionId ?? '';
  await api.ended(failedRun);
  const test_ = await api.post(`workflows/${channel}/test`);
  await api.ended(test_.executionId);
  const of = (workflow: string) =>
    follow.find((one) => one.workflowId === workflow)?.executionId ?? '';
  await api.ended(of(smart));
  await new Promise((later) => setTimeout(later, 4000));

  await page.goto('/workflows');
  await picture(page, 'workflows');
  await page.goto('/workflows?search=nothing');
  await picture(page, 'workflows-none');
  await page.goto('/runs');
  await picture(page, 'runs');
  await page.goto(`/runs/${of(smart)}?step=urgent`);
  await picture(page, 'run');
  await page.goto(`/runs/${failedRun}`);
  await picture(page, 'run-failed');
  await page.goto(`/runs/${of(id('Delayed follow-up'))}`);
  await picture(page, 'run-waiting');
  await page.goto(`/workflows/${failing}/runs`);
  await picture(page, 'workflow-runs');
  await api.send('POST', 'secrets', { name: 'crm_token', value: 'sample' });
  await page.goto('/settings');
  await picture(page, 'settings');
  await page.goto('/settings?tab=appearance');
  await picture(page, 'appearance');
  await page.goto('/settings?tab=users');
  await picture(page, 'users');
  await page.goto('/settings?tab=fields');
  await api.send('POST', 'fields', { key: 'order', name: 'Order number', type: 'text' });
  await picture(page, 'fields');
  await page.goto('/labels');
  await picture(page, 'labels');
  const urgent = (await api.get('labels?search=Urgent')).items[0];
  await page.goto(`/labels?item=${urgent.id}`);
  await picture(page, 'label');
  await page.goto('/ai-agents');
  await picture(page, 'ai-agents');
  const talk = await api.post('conversations', {
    contactName: 'Sample Contact',
    channel: 'webchat',
    message: 'URGENT: I want my money back, my order A-1002 never came!',
  });
  const runs = (await api.get(`executions?conversationId=${talk.id}`)).items as { id: string }[];
  await api.ended(runs.at(-1)?.id ?? '');
  await api.post(`conversations/${talk.id}/messages`, { text: 'We are looking into it.' });
  await page.goto(`/inbox/${talk.id}`);
  await picture(page, 'inbox');
  await page.setViewportSize({ width: 390, height: 780 });
  await page.goto('/inbox');
  await picture(page, 'inbox-phone');
  await page.setViewportSize({ width: 1366, height: 850 });
  await page.goto('/contacts');
  await picture(page, 'contacts');
  await page.goto('/contacts?tab=segments&create=true');
  await picture(page, 'segment');
  await page.goto('/skill-sets');
  await picture(page, 'skill-sets');
  const sets = (await api.get('skill-sets')).items as { id: string }[];
  await page.goto(`/skill-sets?item=${sets[0]?.id}`);
  await picture(page, 'skill-set');
  await page.goto('/settings?tab=models');
  await picture(page, 'models');
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await picture(page, 'sign-in');
});
