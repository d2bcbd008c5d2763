import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect, useState } from 'react';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { client } from '../api/client';
import { CATEGORIES, type Configs, type NodeKind } from '../api/kinds';
import { events } from '../generated/events';
import { kinds } from '../generated/kinds';
import { handlesOf, type NodeOf } from '../graph/graph';
import { firstSettings } from '../graph/rules';
import { fetchPanels, KindPanel } from './KindPanel';
import type { Names } from './names';
import { PanelContext } from './panel';
import { summaryOf } from './summary';
import { CATALOGUES, renderWith } from './testing';
import { TRIGGER_EVENTS } from './titles';

// Roles are looked up among many elements, which takes long in a simulated browser.
vi.setConfig({ testTimeout: 30_000 });

beforeAll(fetchPanels);

const names: Names = (catalogue, id) => CATALOGUES[catalogue]?.find((item) => item.id === id)?.name;

const NODE_KINDS = Object.keys(kinds) as NodeKind[];

const TEMPLATING = {
  variables: [
    { path: 'contact.name', title: 'Name', group: 'Contact', sample: 'Sample Contact' },
    { path: 'message.text', title: 'Message text', group: 'Message', sample: 'Hello' },
  ],
  secrets: ['CRM_TOKEN'],
};

interface HeldProps {
  kind: NodeKind;
  first: Configs[NodeKind];
  onConfig(config: Configs[NodeKind]): void;
}

/** A panel with its settings kept as the editor keeps them. */
function Held({ kind, first, onConfig }: HeldProps) {
  const [held, setHeld] = useState(first);
  useEffect(() => onConfig(held), [held, onConfig]);
  const node = { id: 'n', kind, name: '', position: { x: 0, y: 0 }, config: held };
  return (
    <PanelContext.Provider
      value={{
        problemAt: (pointer) => (pointer === '/text' ? 'Write the message to send.' : undefined),
        warningAt: (pointer) =>
          pointer === '/conditions/0/field' || pointer === '/arguments/zone'
            ? 'This trigger comes without a message.'
            : undefined,
        nodeId: 'n',
        useTemplating: () => TEMPLATING,
        usePreview: (_node, pointer, template) =>
          template.endsWith('}}')
            ? { text: `${pointer} of a server`, faults: [] }
            : { faults: [{ message: 'It is not closed.' }] },
        broken: ['Add Urgent'],
      }}
    >
      <KindPanel
        node={node as NodeOf<NodeKind>}
        config={held}
        change={(part) => setHeld((old) => ({ ...old, ...part }) as Configs[NodeKind])}
      />
    </PanelContext.Provider>
  );
}

function show<K extends NodeKind>(kind: K, first: Configs[K] = firstSettings(kind, undefined)) {
  let now = first;
  const onConfig = (config: Configs[NodeKind]) => {
    now = config as Configs[K];
  };
  renderWith(<Held kind={kind} first={first} onConfig={onConfig} />);
  return { config: () => now, user: userEvent.setup({ delay: null }) };
}

describe('every kind', () => {
  test.each(NODE_KINDS)(
    '%s has a name, a place in the sidebar and settings that travel',
    (kind) => {
      const view = kinds[kind];
      expect(view.title).not.toBe('');
      expect(view.help).not.toBe('');
      expect(CATEGORIES).toContain(view.category);
      const config = firstSettings(kind, undefined);
      expect(JSON.parse(JSON.stringify(config))).toEqual(config);
      const node = { id: 'n', kind, name: '', position: { x: 0, y: 0 }, config } as never;
      expect(summaryOf(node, names)).not.toBe('');
      expect(new Set(handlesOf(kind)).size).toBe(handlesOf(kind).length);
    },
  );

  test.each(NODE_KINDS)('%s shows a panel in which every field has a name', (kind) => {
    show(kind);
    for (const field of screen.queryAllByRole('textbox')) {
      expect(field).toHaveAccessibleName();
    }
    for (const button of screen.queryAllByRole('button')) {
      expect(button).toHaveAccessibleName();
    }
  });
});

test('Trigger: the events to choose from, and which nodes a choice blocks', async () => {
  const { config, user } = show('trigger');
  await user.click(screen.getByRole('combobox', { name: 'Trigger' }));
  const offered = screen.getAllByRole('option').map((option) => option.textContent);
  expect(offered).toEqual(TRIGGER_EVENTS.map((event) => events[event].title));
  expect(offered).toEqual(
    expect.arrayContaining([
      'New Conversation',
      'New Conversation Session',
      'AI Agent Assigned',
      'Human Agent Assigned',
      'Conversation Opened',
      'Conversation Resolved',
      'Conversation Starred',
      'Label Added',
      'Label Removed',
    ]),
  );
  await user.click(screen.getByRole('option', { name: 'Label Added' }));
  expect(config()).toEqual({ event: 'conversation.label_added' });
  expect(screen.getByText(/Fires when: A label is added to a conversation/)).toBeInTheDocument();
  expect(screen.getByRole('status')).toHaveTextContent('Add Urgent');
});

test('Send Message: text, its problem, a variable from the list, and the preview', async () => {
  const { config, user } = show('sendMessage');
  const field = screen.getByRole('textbox', { name: /^Message/ });
  expect(field).toHaveAccessibleDescription(/Write the message to send/);
  await user.type(field, 'Hi ');
  await user.click(screen.getByRole('button', { name: 'Insert variable: Message' }));
  await user.type(screen.getByRole('textbox', { name: 'Search variables' }), 'conta{Enter}');
  expect(config()).toEqual({ text: 'Hi {{ contact.name }}' });
  expect(screen.getByTestId('preview')).toHaveTextContent('/text of a server');
  await user.type(field, '{{{{ contact.na');
  expect(screen.getByTestId('preview')).toHaveTextContent('It is not closed.');
});

describe('a variable while one types', () => {
  const SENTENCE = 'Hi {{{{ contact.name }}, thanks!';

  const begin = (kind: 'sendMessage' | 'fetch' = 'sendMessage') => {
    const { config, user } = show(kind);
    const name = kind === 'fetch' ? /^Request URL/ : /^Message/;
    return { config, user, field: screen.getByRole('textbox', { name }) };
  };
  const options = () => screen.queryAllByRole('option').map((one) => one.textContent);

  test('the whole sentence is in the field, and the field has the focus', async () => {
    const { config, user, field } = begin();
    await user.type(field, SENTENCE);
    expect(config()).toEqual({ text: 'Hi {{ contact.name }}, thanks!' });
    expect(field).toHaveFocus();
    expect(options()).toEqual([]);
  });

  test('what goes with it is offered, and no secret where it goes to a customer', async () => {
    const { user, field } = begin();
    await user.type(field, 'Hi {{{{');
    expect(options()).toEqual([
      'ContactNamecontact.name = Sample Contact',
      'MessageMessage textmessage.text = Hello',
    ]);
    await user.type(field, ' mess');
    expect(options()).toEqual(['MessageMessage textmessage.text = Hello']);
    expect(field).toHaveFocus();
    expect(field).not.toHaveAttribute('aria-activedescendant');
  });

  test('Enter and Tab take over only what was chosen', async () => {
    const { config, user, field } = begin();
    await user.type(field, 'Hi {{{{ con{Enter}');
    expect(config()).toEqual({ text: 'Hi {{ con\n' });
    await user.type(field, '{Backspace}{ArrowDown}');
    expect(field).toHaveAttribute('aria-activedescendant', screen.getByRole('option').id);
    await user.keyboard('{Enter}!');
    expect(config()).toEqual({ text: 'Hi {{ contact.name }}!' });
    await user.type(field, ' {{{{');
    await user.keyboard('{ArrowDown}{ArrowDown}{Tab}?');
    expect(config()).toEqual({ text: 'Hi {{ contact.name }}! {{ message.text }}?' });
    await user.type(field, ' {{{{ na');
    await user.tab();
    expect(field).not.toHaveFocus();
    expect(config()).toEqual({ text: 'Hi {{ contact.name }}! {{ message.text }}? {{ na' });
  });

  test('a click inserts the variable, and typing continues after it', async () => {
    const { config, user, field } = begin();
    await user.type(field, 'Hi {{{{');
    await user.click(screen.getByRole('option', { name: /Contact/ }));
    expect(field).toHaveFocus();
    await user.keyboard(', thanks');
    expect(config()).toEqual({ text: 'Hi {{ contact.name }}, thanks' });
  });

  test('Escape closes the list and keeps everything', async () => {
    const { config, user, field } = begin();
    await user.type(field, 'Hi {{{{ con{Escape}');
    expect(options()).toEqual([]);
    expect(field).toHaveFocus();
    await user.keyboard('tact.name }}!');
    expect(options()).toEqual([]);
    expect(config()).toEqual({ text: 'Hi {{ contact.name }}!' });
    await user.keyboard(' {{{{');
    expect(options()).toHaveLength(2);
  });

  test('in an address too, with the secrets', async () => {
    const { config, user, field } = begin('fetch');
    await user.type(field, 'https://example.org/?k={{{{ crm{ArrowDown}{Enter}');
    expect(config()).toMatchObject({ url: 'https://example.org/?k={{ secrets.CRM_TOKEN }}' });
  });
});

test.each([
  ['openConversation', 'Set the status to Open'],
  ['resolveConversation', 'Mark as Resolved'],
  ['starConversation', 'Star for quick access'],
  ['unstarConversation', 'Remove the star'],
  ['end', 'The workflow ends here'],
] as const)('%s: nothing to configure', (kind, summary) => {
  show(kind);
  expect(screen.getByText(/There is nothing to configure/)).toBeInTheDocument();
  const node = { id: 'n', kind, name: '', position: { x: 0, y: 0 }, config: {} } as never;
  expect(summaryOf(node, names)).toBe(summary);
});

test.each([
  ['addLabel', 'Labels to add'],
  ['removeLabel', 'Labels to remove'],
] as const)('%s: existing labels, several of them', async (kind, label) => {
  const { config, user } = show(kind);
  await user.click(screen.getByRole('combobox', { name: label }));
  await user.click(screen.getByRole('option', { name: 'Urgent' }));
  await user.click(screen.getByRole('option', { name: 'VIP' }));
  expect(config()).toEqual({ labels: ['l-urgent', 'l-vip'] });
});

test('Assign to User and Assign to AI: one from the list', async () => {
  const user = show('assignToUser');
  await user.user.click(screen.getByRole('combobox', { name: 'Team member' }));
  await user.user.click(screen.getByRole('option', { name: 'Senior Agent' }));
  expect(user.config()).toEqual({ user: 'u-senior' });
  const ai = show('assignToAi');
  await ai.user.click(screen.getByRole('combobox', { name: 'AI persona' }));
  await ai.user.click(screen.getByRole('option', { name: 'General Support' }));
  expect(ai.config()).toEqual({ persona: 'p-general' });
});

describe('a name that is new', () => {
  const created = (catalogue: string) => {
    const sent: unknown[] = [];
    const post = async (path: string, { body }: { body: object }) => {
      sent.push([path, body]);
      return { data: { id: `new-${catalogue}`, ...body }, response: new Response() };
    };
    vi.spyOn(client, 'POST').mockImplementation(post as never);
    return sent;
  };
  afterEach(() => vi.restoreAllMocks());

  test.each([
    ['addLabel', 'Labels to add', 'labels', 'label', { labels: ['new-labels'] }, {}],
    ['assignToUser', 'Team member', 'users', 'team member', { user: 'new-users' }, {}],
    ['assignToAi', 'AI persona', 'personas', 'persona', { persona: 'new-personas' }, {}],
    [
      'aiExtraction',
      'Custom fields',
      'fields',
      'custom field',
      { labels: true, sentiment: true, fields: ['new-fields'] },
      { key: 'freshName', type: 'text' },
    ],
  ] as const)('%s: is created and chosen', async (kind, label, path, noun, config, more) => {
    const sent = created(path);
    const shown = show(kind as 'addLabel');
    await shown.user.type(screen.getByRole('combobox', { name: label }), 'Fresh name');
    await shown.user.click(screen.getByRole('option', { name: `Create ${noun} "Fresh name"` }));
    await vi.waitFor(() => expect(shown.config()).toEqual(config));
    expect(sent).toEqual([[`/${path}`, { name: 'Fresh name', ...more }]]);
  });

  test('a name that is there already is not created again', async () => {
    const { user } = show('addLabel');
    await user.type(screen.getByRole('combobox', { name: 'Labels to add' }), 'urgent');
    expect(screen.queryByRole('option', { name: /^Create/ })).toBeNull();
  });

  test('a condition on a label that is new creates it', async () => {
    created('labels');
    const { config, user } = show('decision', {
      match: 'all',
      conditions: [{ field: 'labels', operator: 'present', value: '', caseSensitive: false }],
    });
    await user.type(screen.getByRole('combobox', { name: 'Value of condition 1' }), 'Late');
    await user.click(screen.getByRole('option', { name: 'Create label "Late"' }));
    await vi.waitFor(() => expect(config().conditions[0]?.value).toBe('new-labels'));
  });
});

test('what was chosen but is gone stays to be seen', () => {
  show('assignToUser', { user: 'u-gone' });
  expect(screen.getByRole('combobox', { name: 'Team member' })).toHaveValue(
    'No longer available (u-gone)',
  );
});

test('AI Extraction: labels, sentiment and custom fields', async () => {
  const { config, user } = show('aiExtraction');
  await user.click(screen.getByRole('switch', { name: /^Labels/ }));
  await user.click(screen.getByRole('combobox', { name: 'Custom fields' }));
  await user.click(screen.getByRole('option', { name: 'Plan' }));
  expect(config()).toEqual({ labels: false, fields: ['f-plan'], sentiment: true });
});

test('AI Extraction: the labels it may add, and how sure it must be', async () => {
  const { config, user } = show('aiExtraction');
  await user.click(screen.getByRole('combobox', { name: 'Allowed labels' }));
  await user.click(screen.getByRole('option', { name: 'VIP' }));
  await user.type(screen.getByRole('textbox', { name: 'Confidence needed' }), '35');
  expect(config()).toMatchObject({ allowedLabels: ['l-vip'], threshold: 0.35 });
  await user.clear(screen.getByRole('textbox', { name: 'Confidence needed' }));
  expect(config().threshold).toBeUndefined();
  await user.click(screen.getByRole('switch', { name: /^Labels/ }));
  expect(screen.queryByRole('combobox', { name: 'Allowed labels' })).toBeNull();
});

test('Custom Skill: a form made from the skill', async () => {
  const { config, user } = show('customSkill');
  await user.click(screen.getByRole('combobox', { name: 'Skill set' }));
  await user.click(screen.getByRole('option', { name: 'Sample Skills' }));
  await user.click(screen.getByRole('combobox', { name: 'Skill' }));
  await user.click(screen.getByRole('option', { name: 'Is it open?' }));
  const form = within(screen.getByRole('group', { name: 'Arguments' }));
  await user.type(form.getByRole('textbox', { name: /^Time zone/ }), 'Europe/Berlin');
  await user.type(form.getByRole('textbox', { name: 'Days ahead' }), '3');
  await user.click(form.getByRole('switch', { name: 'Strict' }));
  await user.click(form.getByRole('combobox', { name: 'Mode' }));
  await user.click(screen.getByRole('option', { name: 'weekend' }));
  expect(config()).toEqual({
    skillSet: 's-hours',
    skill: 'is_open',
    arguments: { zone: 'Europe/Berlin', days: 3, strict: true, mode: 'weekend' },
  });
});

test('Decision: rows, fields with their operators and values, AND and OR', async () => {
  const { config, user } = show('decision');
  await user.type(screen.getByRole('textbox', { name: 'Value of condition 1' }), 'urgent');
  await user.click(screen.getByRole('button', { name: 'Add condition' }));
  await user.click(screen.getByRole('combobox', { name: 'Field of condition 2' }));
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([
    'Conversation Status',
    'Conversation Labels',
    'Conversation Channel',
    'Conversation Starred',
    'Message Text',
  ]);
  await user.click(screen.getByRole('option', { name: 'Conversation Channel' }));
  await user.click(screen.getByRole('combobox', { name: 'Operator of condition 2' }));
  await user.click(screen.getByRole('option', { name: 'is not' }));
  await user.click(screen.getByRole('combobox', { name: 'Value of condition 2' }));
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([
    'WhatsApp',
    'Instagram',
    'Facebook',
    'WebChat',
  ]);
  await user.click(screen.getByRole('option', { name: 'WebChat' }));
  await user.click(screen.getByRole('radio', { name: 'Any (OR)' }));
  expect(config()).toEqual({
    match: 'any',
    conditions: [
      { field: 'messageText', operator: 'contains', value: 'urgent', caseSensitive: false },
      { field: 'channel', operator: 'isNot', value: 'webchat', caseSensitive: false },
    ],
  });
  const node = { id: 'n', kind: 'decision', name: '', position: { x: 0, y: 0 }, config: config() };
  expect(summaryOf(node as never, names)).toBe(
    'If any: message contains “urgent”, channel is not WebChat',
  );
  await user.click(screen.getByRole('button', { name: 'Remove condition 1' }));
  expect(config().conditions).toHaveLength(1);
});

test('Delay: units and presets', async () => {
  const { config, user } = show('delay');
  const presets = within(screen.getByRole('group', { name: 'Quick presets' }));
  expect(presets.getAllByRole('button').map((button) => button.textContent)).toEqual([
    '5 min',
    '15 min',
    '30 min',
    '1 hour',
    '2 hours',
    '24 hours',
    '1 day',
    '3 days',
  ]);
  await user.click(presets.getByRole('button', { name: '24 hours' }));
  expect(config()).toEqual({ amount: 24, unit: 'hours' });
  expect(presets.getByRole('button', { name: '24 hours' })).toHaveAttribute('aria-pressed', 'true');
  await user.click(screen.getByRole('combobox', { name: 'Time unit' }));
  await user.click(screen.getByRole('option', { name: 'Days' }));
  await user.clear(screen.getByRole('textbox', { name: 'Duration' }));
  await user.type(screen.getByRole('textbox', { name: 'Duration' }), '7');
  expect(config()).toEqual({ amount: 7, unit: 'days' });
});

describe('a duration as people write it', () => {
  const duration = () => screen.getByRole('textbox', { name: 'Duration' });
  const write = async (text: string, first?: Configs['delay']) => {
    const shown = show('delay', first);
    await shown.user.clear(duration());
    await shown.user.type(duration(), text);
    return shown;
  };

  test.each([
    ['1.5', { amount: 90, unit: 'minutes' }],
    ['1,5', { amount: 90, unit: 'minutes' }],
    ['0.1', { amount: 6, unit: 'minutes' }],
    ['2', { amount: 2, unit: 'hours' }],
  ] as const)('%s hours', async (text, kept) => {
    const { config, user } = await write(text);
    expect(config()).toEqual(kept);
    expect(duration()).toHaveValue(text);
    expect(screen.getByRole('combobox', { name: 'Time unit' })).toHaveValue('Hours');
    await user.tab();
    expect(duration()).toHaveValue(String(kept.amount));
  });

  test('1.5 days are 36 hours', async () => {
    const { config } = await write('1.5', { amount: 1, unit: 'days' });
    expect(config()).toEqual({ amount: 36, unit: 'hours' });
  });

  test.each(['1e3', 'ten', '-5', '0.001', '1,000'])(
    '%s is refused at the field, and nothing else is kept in its place',
    async (text) => {
      const { config, user } = await write(text);
      expect(config().amount).toBe(0);
      expect(duration()).toHaveAccessibleDescription(/\w/);
      await user.tab();
      expect(duration()).toHaveValue(text);
      expect(duration()).toHaveAccessibleDescription(/\w/);
      await user.click(screen.getByRole('button', { name: '1 hour' }));
      expect(duration()).toHaveValue('1');
      expect(duration()).not.toBeInvalid();
    },
  );
});

test('Fetch API: the focus is in the header that was added', async () => {
  const { user } = show('fetch');
  await user.click(screen.getByRole('button', { name: 'Add header' }));
  expect(screen.getByRole('textbox', { name: 'Name of header 1' })).toHaveFocus();
  await user.click(screen.getByRole('button', { name: 'Add header' }));
  expect(screen.getByRole('textbox', { name: 'Name of header 2' })).toHaveFocus();
});

test('Fetch API: an invalid timeout is not treated as an empty one', async () => {
  const { config, user } = show('fetch');
  await user.click(screen.getByRole('button', { name: 'More settings' }));
  const field = screen.getByRole('textbox', { name: 'Timeout in seconds', hidden: true });
  await user.type(field, '2.5');
  expect(config().timeoutSeconds).toBe(0);
  expect(field).toHaveAccessibleDescription('Enter a whole number.');
  await user.clear(field);
  expect(config().timeoutSeconds).toBeUndefined();
});

test('what may go wrong is said at the field, and is no error', () => {
  show('decision', {
    match: 'all',
    conditions: [{ field: 'messageText', operator: 'contains', value: 'x', caseSensitive: false }],
  });
  expect(screen.getByRole('note')).toHaveTextContent('This trigger comes without a message.');
  expect(screen.getByRole('combobox', { name: 'Field of condition 1' })).not.toBeInvalid();
});

test('Fetch API: method, URL, headers, body, and secrets by name', async () => {
  const { config, user } = show('fetch');
  expect(screen.queryByRole('textbox', { name: 'Request Body' })).toBeNull();
  await user.click(screen.getByRole('combobox', { name: 'HTTP Method' }));
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([
    'GET',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
  ]);
  await user.click(screen.getByRole('option', { name: 'POST' }));
  await user.type(
    screen.getByRole('textbox', { name: /^Request URL/ }),
    'https://example.org/hook',
  );
  await user.click(screen.getByRole('button', { name: 'Add header' }));
  await user.type(screen.getByRole('textbox', { name: 'Name of header 1' }), 'Authorization');
  await user.type(screen.getByRole('textbox', { name: 'Value of header 1' }), 'Bearer ');
  await user.click(screen.getByRole('button', { name: 'Insert variable: Value of header 1' }));
  await user.type(screen.getByRole('textbox', { name: 'Search variables' }), 'crm{Enter}');
  await user.type(screen.getByRole('textbox', { name: 'Request Body' }), 'plain');
  expect(config()).toEqual({
    method: 'POST',
    url: 'https://example.org/hook',
    headers: [{ name: 'Authorization', value: 'Bearer {{ secrets.CRM_TOKEN }}' }],
    body: 'plain',
  });
});
