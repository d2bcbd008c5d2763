import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeAll, expect, test, vi } from 'vitest';
import { type GraphNode, handlesOf, type NodeOf } from '../../graph/graph';
import { firstSettings } from '../../graph/rules';
import { fetchPanels, KindPanel } from '../../nodes/KindPanel';
import { NO_NAMES } from '../../nodes/names';
import { summaryOf } from '../../nodes/summary';
import { renderWith } from '../../nodes/testing';
import { OFFERS, search } from './catalogue';

vi.mock('../../generated/kinds', async (original) => {
  const real = await original<typeof import('../../generated/kinds')>();
  const { IconHeart } = await import('@tabler/icons-react');
  // As the build writes it for a kind that is one Java file.
  const thank = {
    title: 'Thank Customer',
    category: 'Actions',
    group: 'Messaging',
    help: 'Thank the customer for something.',
    keywords: 'gratitude',
    icon: IconHeart,
    color: 'pink',
    summary: 'Thank for {reason}',
    unset: 'Write what to thank for',
    handles: [{ name: 'next', title: 'Next' }],
    settings: { reason: { label: 'Reason', control: 'template', required: true } },
    first: { reason: '' },
  };
  return { ...real, kinds: { ...real.kinds, thank } };
});

beforeAll(fetchPanels);

// The types know only the kinds that there are.
type Known = 'sendMessage';
const KIND = 'thank' as Known;

const node = (config: object) =>
  ({ id: 'n', kind: KIND, name: '', position: { x: 0, y: 0 }, config }) as NodeOf<Known>;

function Held() {
  const [config, setConfig] = useState(firstSettings(KIND, undefined));
  return (
    <>
      <KindPanel
        node={node(config)}
        config={config}
        change={(part) => setConfig({ ...config, ...part })}
      />
      <output>{summaryOf(node(config) as GraphNode, NO_NAMES)}</output>
    </>
  );
}

test('a kind that is in the registry is offered, and has a form, a card and a way on', async () => {
  expect(search(OFFERS, 'gratitude')).toContainEqual(
    expect.objectContaining({ key: 'thank', title: 'Thank Customer' }),
  );
  expect(handlesOf(KIND)).toEqual(['next']);
  renderWith(<Held />);
  expect(screen.getByRole('status')).toHaveTextContent('Write what to thank for');
  await userEvent.type(screen.getByRole('textbox', { name: /^Reason/ }), 'your patience');
  expect(screen.getByRole('status')).toHaveTextContent('Thank for your patience');
});
