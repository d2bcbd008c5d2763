import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { Erasure } from '../api/privacy';
import { Ask, Counts, Result } from './EraseDialog';

const erasure: Erasure = {
  id: '01930000-0000-7000-8000-000000000001',
  phase: 'done',
  requestedBy: 'Administrator',
  requestedAt: '2026-11-30T12:00:00Z',
  completedAt: '2026-11-30T12:00:05Z',
  erased: { messages: 3, conversations: 2, events: 0 },
  search: { values: 7, leftOut: 1, tables: 41, left: [], unreadable: [], returned: false },
};

test('erasing takes the name, and nothing else', async () => {
  const act = vi.fn();
  render(
    <MantineProvider>
      <Ask called="Ada Example" working={false} act={act} close={() => {}} />
    </MantineProvider>,
  );
  const erase = screen.getByRole('button', { name: 'Erase' });
  const name = screen.getByLabelText('Type “Ada Example” to confirm');
  expect(erase).toBeDisabled();
  await userEvent.type(name, 'Ada Exampl{Enter}');
  expect(erase).toBeDisabled();
  expect(act).not.toHaveBeenCalled();
  await userEvent.type(name, 'e');
  await userEvent.click(erase);
  expect(act).toHaveBeenCalledOnce();
});

test('the result says what was searched and deleted', () => {
  render(
    <MantineProvider>
      <Result erasure={erasure} />
      <Counts erasure={erasure} />
    </MantineProvider>,
  );
  expect(screen.getByText('Searched 41 tables for 7 values. None is left.')).toBeVisible();
  expect(screen.getByText('1 value is too short to search for.')).toBeVisible();
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    'Conversations: 2',
    'Messages: 3',
  ]);
});

test('what is left is named, with where it is', () => {
  const search = {
    ...(erasure.search as NonNullable<Erasure['search']>),
    left: [{ table: 'message', column: 'text', rows: 2 }],
    unreadable: ['audit'],
    returned: true,
  };
  render(
    <MantineProvider>
      <Result erasure={{ ...erasure, search }} />
    </MantineProvider>,
  );
  expect(screen.getByText('message, column text: 2 rows')).toBeVisible();
  expect(screen.getByText('Tables that could not be read: audit')).toBeVisible();
  expect(screen.getByText(/has written again/)).toBeVisible();
  expect(screen.queryByText(/None is left/)).toBeNull();
});
