import type { Page } from '@playwright/test';
import { type Api, chain } from './api';
import { expect, expectAccessible, peer, test } from './test';

const unique = () => crypto.randomUUID().slice(0, 8);

/** Publishes a graph of the starred trigger, lets it run once, and takes it out of the way. */
async function runOf(api: Api, name: string, graph: object, text = 'Hello') {
  const conversation = `conv-${unique()}`;
  const workflow = await api.workflow(name, graph);
  const started = await api.event('conversation.starred', conversation, text);
  await api.post(`workflows/${workflow}/pause`);
  const id = started.find((one) => one.workflowId === workflow)?.executionId ?? '';
  return { id, workflow, conversation };
}

const starred = (...nodes: Parameters<typeof chain>[1][]) =>
  chain('conversation.starred', ...nodes);

const rows = (page: Page) => page.getByRole('table', { name: 'Runs' }).locator('tbody tr');

test('runs are listed with all that the guide names, filtered, and the address keeps it', async ({
  page,
  api,
}) => {
  const name = `Listed ${unique()}`;
  const run = await runOf(api, name, starred(['open', 'openConversation']));
  await api.ended(run.id);
  const test_ = await api.post(`workflows/${run.workflow}/test`);
  await api.ended(test_.executionId);

  await page.goto('/runs');
  await page.getByRole('searchbox', { name: 'Search by conversation' }).fill(run.conversation);
  await expect(rows(page)).toHaveCount(1);
  for (const text of ['Completed', name, 'Conversation Starred', 'Production', 'v1']) {
    await expect(rows(page)).toContainText(text);
  }
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'Failed' }).click();
  await expect(page.getByRole('heading', { name: 'No run matches' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();

  await page.goto(`/workflows/${run.workflow}/runs`);
  await expect(page.getByRole('heading', { name: `Runs of ${name}` })).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole('combobox', { name: 'Mode' }).click();
  await page.getByRole('option', { name: 'Test' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Test');
  await page.goBack();
  await expect(rows(page)).toHaveCount(2);
  const day = new Date().toISOString().slice(0, 10);
  await page.getByLabel('From').fill('2020-01-01');
  await page.getByLabel('To').fill('2020-01-02');
  await expect(page.getByRole('heading', { name: 'No run matches' })).toBeVisible();
  await page.getByLabel('To').fill(day);
  await expect(rows(page)).toHaveCount(2);
  await expectAccessible(page);
});

test('new runs appear by themselves, and statuses change where they stand', async ({
  page,
  api,
}) => {
  const name = `Live ${unique()}`;
  const workflow = await api.workflow(
    name,
    starred(['wait', 'delay', { amount: 1, unit: 'days' }]),
  );
  await page.goto(`/workflows/${workflow}/runs`);
  await expect(page.getByRole('heading', { name: 'Nothing has run yet' })).toBeVisible();
  await expect(page.getByText('● Live')).toBeVisible();
  const started = await api.event('conversation.starred', `conv-${unique()}`);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Running');
  const run = started.find((one) => one.workflowId === workflow)?.executionId;
  await api.post(`executions/${run}/cancel`);
  await expect(rows(page)).toContainText('Cancelled');
  await api.post(`workflows/${workflow}/archive`);
});

test('a run shows its way, what a decision saw, and the wait that goes on; it can be cancelled', async ({
  page,
  api,
}) => {
  const graph = starred(
    ['ask', 'decision', { match: 'all', conditions: [] }],
    ['wait', 'delay', { amount: 2, unit: 'hours' }],
  );
  graph.nodes[1] = {
    id: 'ask',
    kind: 'decision',
    name: 'Says urgent?',
    position: { x: 0, y: 120 },
    config: {
      match: 'all',
      conditions: [
        { field: 'messageText', operator: 'contains', value: 'urgent' },
        { field: 'channel', operator: 'is', value: 'webchat' },
      ],
    },
  } as never;
  graph.edges[1] = { id: 'e1', source: 'ask', handle: 'false', target: 'wait' };
  const run = await runOf(api, `Waits ${unique()}`, graph, 'This is URGENT');
  await api.execution(run.id, (seen) =>
    seen.steps.some((step: { status: string }) => step.status === 'waiting'),
  );

  await page.goto(`/runs/${run.id}`);
  await expect(page.getByText('Running').first()).toBeVisible();
  await expect(page.getByText(/Continues in 1 h 59 min/)).toBeVisible();
  await page.getByRole('button', { name: /Says urgent\?/ }).click();
  const conditions = page.getByRole('table').filter({ hasText: 'Value seen' });
  await expect(conditions.getByRole('row').nth(1)).toContainText(/"This is URGENT"\s*True/);
  await expect(conditions.getByRole('row').nth(2)).toContainText(/WhatsApp\s*False/);
  await expect(page).toHaveURL(/step=ask/);
  await expect(page.getByRole('application', { name: 'Path taken' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open in Temporal' })).toHaveAttribute(
    'href',
    new RegExp(`/namespaces/default/workflows/${run.id}$`),
  );
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel run' }).click();
  await expect(page.getByText('Cancelled').first()).toBeVisible();
  expect((await api.ended(run.id)).status).toBe('cancelled');
});

test('a failed run opens at the step that failed and says what to do; a retry goes on from it', async ({
  page,
  api,
}) => {
  const graph = starred(
    ['open', 'openConversation'],
    ['call', 'fetch', { method: 'GET', url: `${peer()}/status/404` }],
  );
  const run = await runOf(api, `Fails ${unique()}`, graph);
  await api.ended(run.id);
  await page.goto(`/runs/${run.id}`);
  await expect(page.getByRole('alert').first()).toContainText('404');
  await expect(page.getByText('What to do')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Retry from failed step' }).click();
  await expect(page).not.toHaveURL(new RegExp(run.id));
  await expect(page.getByRole('link', { name: 'an earlier run' })).toHaveAttribute(
    'href',
    `/runs/${run.id}`,
  );
  await expect(page.getByRole('button', { name: /open.*Reused/is })).toBeVisible();
});

test('a run is run again, live to its end', async ({ page, api }) => {
  const run = await runOf(api, `Again ${unique()}`, starred(['open', 'openConversation']));
  await api.ended(run.id);
  await api.post(`workflows/${run.workflow}/resume`);
  await page.goto(`/runs/${run.id}`);
  await page.getByRole('button', { name: 'Run again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Run again' }).click();
  await expect(page).not.toHaveURL(new RegExp(run.id));
  await expect(page.getByText('Manual').first()).toBeVisible();
  await expect(page.getByRole('status').getByText(/Run completed in/)).toBeAttached();
  const id = new URL(page.url()).pathname.split('/').pop() ?? '';
  expect(await api.ended(id)).toMatchObject({ mode: 'manual', status: 'completed' });
});

test('what was held back is listed with its reason and the chain', async ({ page, api }) => {
  const mark = unique();
  await api.post('labels', { name: `Ping ${mark}` });
  const adds = await api.workflow(
    `Adds ${mark}`,
    starred(['add', 'addLabel', { labels: [`Ping ${mark}`] }]),
  );
  const stars = await api.workflow(
    `Stars ${mark}`,
    chain('conversation.label_added', ['un', 'unstarConversation'], ['star', 'starConversation']),
  );
  await api.event('conversation.starred', `conv-${mark}`);
  await page.goto(`/workflows/${adds}/runs`);
  await page.getByRole('tab', { name: 'Not started' }).click();
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('row').filter({ hasText: `conv-${mark}` })).toContainText(
      'It would have started itself again',
      { timeout: 2_000 },
    );
  }).toPass();
  await expect(page.getByRole('link', { name: `Stars ${mark}` })).toBeVisible();
  await expectAccessible(page);
  await api.post(`workflows/${adds}/archive`);
  await api.post(`workflows/${stars}/archive`);
});
