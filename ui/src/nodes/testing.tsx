import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { allItemsQuery } from '../api/catalogues';
import type { Catalogue } from '../api/kinds';
import type { Item, SkillSet } from './catalogues';

// jsdom knows no fonts, and texts that grow with their content wait for them.
if (!('fonts' in document)) {
  Object.assign(document, { fonts: new EventTarget() });
}

/** Sample catalogues for component tests; nothing is fetched. */
export const CATALOGUES: Record<string, Item[]> = {
  labels: [
    { id: 'l-urgent', name: 'Urgent' },
    { id: 'l-vip', name: 'VIP' },
  ],
  users: [{ id: 'u-senior', name: 'Senior Agent' }],
  personas: [{ id: 'p-general', name: 'General Support' }],
  fields: [{ id: 'f-plan', name: 'Plan', key: 'plan' }],
  'skill-sets': [
    {
      id: 's-hours',
      name: 'Sample Skills',
      skills: [
        {
          name: 'is_open',
          title: 'Is it open?',
          description: 'Returns whether it is open.',
          parameters: {
            type: 'object',
            required: ['zone'],
            properties: {
              zone: { type: 'string', title: 'Time zone' },
              days: { type: 'integer', title: 'Days ahead' },
              strict: { type: 'boolean', title: 'Strict' },
              mode: { enum: ['week', 'weekend'], title: 'Mode' },
              more: { type: 'object', title: 'More' },
            },
          },
        },
      ],
    } as SkillSet,
  ],
};

export function renderWith(content: ReactNode) {
  const queries = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } },
  });
  for (const [catalogue, items] of Object.entries(CATALOGUES)) {
    queries.setQueryData(allItemsQuery<Item>(catalogue as Catalogue).queryKey, items);
  }
  return render(
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>{content}</QueryClientProvider>
    </MantineProvider>,
  );
}
