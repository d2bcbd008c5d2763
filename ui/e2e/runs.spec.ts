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

test('runs are listed with all their columns, filtered, and the address keeps the filters', async ({
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
  await expect(page.getByRole('heading', { name: 'No runs match' })).toBeVisible();
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
  await expect(page.getByRole('heading', { name: 'No runs match' })).toBeVisible();
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
  await expect(page.getByRole('heading', { name: 'No runs yet' })).toBeVisible();
  await expect(page.getByText('● Live')).toBeVisible();
  const started = await api.event('conversation.starred', `conv-${unique()}`);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Running');
  const run = started.find((one) => one.workflowId === workflow)?.executionId;
  await api.post(`executions/${run}/cancel`);
  await expect(rows(page)).toContainText('Cancelled');
  await api.post(`workflows/${workflow}/archive`);
});

test('a run shows its path, the values a decision saw and the current wait, and can be cancelled', async ({
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

test('a failed run opens at the step that failed and says what to do; a retry continues from it', async ({
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
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('radio')).toHaveCount(1);
  await expect(dialog.getByRole('radio', { name: 'Version 1 (original)' })).toBeChecked();
  await expect(dialog).toContainText('It resumes at "call"');
  await expect(dialog).toContainText('not repeated: open');
  await dialog.getByRole('button', { name: 'Retry' }).click();
  await expect(page).not.toHaveURL(new RegExp(run.id));
  await expect(page.getByRole('link', { name: 'an earlier run' })).toHaveAttribute(
    'href',
    `/runs/${run.id}`,
  );
  await expect(page.getByRole('button', { name: /open.*Reused/is })).toBeVisible();
});

test('a retry asks on which version, and the failing step is one click away in the editor', async ({
  page,
  api,
}) => {
  const broken = starred(
    ['open', 'openConversation'],
    ['call', 'fetch', { method: 'GET', url: `${peer()}/status/404` }],
  );
  const run = await runOf(api, `Fixed ${unique()}`, broken);
  await api.ended(run.id);
  await page.goto(`/runs/${run.id}`);
  await page.getByRole('link', { name: 'Open this step in the editor' }).click();
  await expect(page).toHaveURL(new RegExp(`/workflows/${run.workflow}\\?node=call`));
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('call');
  await page.goBack();

  const fixed = starred(
    ['open', 'openConversation'],
    ['call', 'fetch', { method: 'GET', url: `${peer()}/status/200` }],
  );
  await api.post(`workflows/${run.workflow}/publish`, { graph: fixed });
  await page.reload();
  await page.getByRole('button', { name: 'Retry from failed step' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('radio', { name: 'Version 2 (active)' })).toBeChecked();
  await expect(dialog.getByRole('radio', { name: 'Version 1 (original)' })).toBeEnabled();
  await expect(dialog).toContainText('not repeated: open');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Retry' }).click();
  await expect(page).not.toHaveURL(new RegExp(run.id));
  await expect(page.getByRole('status').getByText(/Run completed in/)).toBeAttached();
  await expect(page.getByRole('link', { name: 'v2' })).toBeVisible();
  await api.post(`workflows/${run.workflow}/archive`);
});

test('a version without the failed step cannot be chosen, and says why', async ({ page, api }) => {
  const broken = starred(['call', 'fetch', { method: 'GET', url: `${peer()}/status/404` }]);
  const run = await runOf(api, `Gone ${unique()}`, broken);
  await api.ended(run.id);
  await api.post(`workflows/${run.workflow}/publish`, {
    graph: starred(['open', 'openConversation']),
  });
  await page.goto(`/runs/${run.id}`);
  await page.getByRole('button', { name: 'Retry from failed step' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('radio', { name: /Version 2/ })).toBeDisabled();
  await expect(dialog).toContainText('Version 2 does not have the step "call"');
  await expect(dialog.getByRole('radio', { name: 'Version 1 (original)' })).toBeChecked();
  await api.post(`workflows/${run.workflow}/archive`);
});

test('the log of a run shows each attempt as it happens, can be filtered, and has a link for each line', async ({
  page,
  api,
}) => {
  const graph = starred(
    ['hello', 'sendMessage', { text: 'Hello there' }],
    ['call', 'fetch', { method: 'GET', url: `${peer()}/status/503` }],
  );
  const run = await runOf(api, `Logged ${unique()}`, graph);
  await page.goto(`/runs/${run.id}`);
  await page.getByRole('tab', { name: 'Log' }).click();
  await expect(page).toHaveURL(/tab=log/);
  const lines = page.getByRole('list', { name: 'Log' }).getByRole('listitem');
  await expect(lines.filter({ hasText: 'hello: Sent: "Hello there"' })).toHaveCount(1);
  // The page is not reloaded: new attempts appear by themselves.
  await expect(lines.filter({ hasText: 'Attempt 1 failed' })).toHaveCount(1);
  await expect(lines.filter({ hasText: 'Attempt 2 failed' })).toHaveCount(1);
  await expectAccessible(page);
  await page.getByRole('combobox', { name: 'Lines' }).click();
  await page.getByRole('option', { name: 'Problems' }).click();
  await expect(lines.filter({ hasText: 'Hello there' })).toHaveCount(0);
  await page.getByRole('searchbox', { name: 'Filter the log' }).fill('attempt 1');
  await expect(lines).toHaveCount(1);

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await lines.first().getByRole('button', { name: 'Copy link to this line' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.goto(link);
  await expect(lines.and(page.locator('[aria-current="true"]'))).toContainText('Attempt 1 failed');
  await api.post(`executions/${run.id}/cancel`);
  await expect(lines.last()).toContainText('The run was cancelled');
});

test('a test says what it would have sent and what it skipped, and shows the id that was typed', async ({
  page,
  api,
}) => {
  const graph = starred(
    ['wait', 'delay', { amount: 1, unit: 'hours' }],
    ['hello', 'sendMessage', { text: 'Hello, {{ conversation.id }}' }],
  );
  const workflow = await api.workflow(`Tried ${unique()}`, graph, false);
  const { executionId } = await api.post(`workflows/${workflow}/test`, {
    sample: { conversation: { id: 'CRM 42' } },
  });
  await api.ended(executionId);
  await page.goto(`/runs/${executionId}`);
  const wait = page.getByRole('button', { name: /wait.*Skipped/is });
  await expect(wait).toBeVisible();
  await expect(wait).not.toContainText('Completed');
  await expect(page.locator('[data-id="wait"]')).toContainText('Skipped');
  await page.getByRole('button', { name: /hello/ }).click();
  await expect(page.getByText('Would have sent:')).toBeVisible();
  await expect(page.getByText('Hello, CRM 42')).toBeVisible();
  const facts = page.getByRole('definition');
  await expect(facts.filter({ hasText: 'CRM 42' })).toBeVisible();
  await expect(facts.filter({ hasText: 'v1' })).toBeVisible();
});

for (const width of [1280, 1366]) {
  test(`the facts of a run do not wrap at ${width} px`, async ({ page, api }) => {
    await page.setViewportSize({ width, height: 850 });
    const run = await runOf(api, `Facts ${unique()}`, starred(['open', 'openConversation']));
    await api.ended(run.id);
    await page.goto(`/runs/${run.id}`);
    const terms = page.getByRole('term');
    await expect(terms.first()).toBeVisible();
    const tops = await terms.evaluateAll((all) =>
      all.map((one) => Math.round(one.getBoundingClientRect().top)),
    );
    expect(new Set(tops).size).toBe(1);
  });
}

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
      'It would have triggered itself',
      { timeout: 2_000 },
    );
  }).toPass();
  await expect(page.getByRole('link', { name: `Stars ${mark}` })).toBeVisible();
  await expectAccessible(page);
  await api.post(`workflows/${adds}/archive`);
  await api.post(`workflows/${stars}/archive`);
});
