import { MantineProvider } from '@mantine/core';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SearchField } from './SearchField';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const field = (value: string, change: (text: string) => void) => (
  <MantineProvider>
    <SearchField label="Search" clear="Clear" value={value} change={change} />
  </MantineProvider>
);

const type = (value: string) =>
  fireEvent.change(screen.getByRole('searchbox'), { target: { value } });

test('what comes back trimmed, or late, leaves alone what is being typed', () => {
  const change = vi.fn();
  const { rerender } = render(field('', change));
  type('late ');
  act(() => vi.advanceTimersByTime(250));
  expect(change).toHaveBeenLastCalledWith('late');
  type('late or');
  rerender(field('late', change));
  expect(screen.getByRole('searchbox')).toHaveValue('late or');
  act(() => vi.advanceTimersByTime(250));
  expect(change).toHaveBeenLastCalledWith('late or');
  rerender(field('late or', change));
  expect(screen.getByRole('searchbox')).toHaveValue('late or');
});

test('it follows the address when that changes by other means', () => {
  const { rerender } = render(field('', vi.fn()));
  type('late');
  act(() => vi.advanceTimersByTime(250));
  rerender(field('late', vi.fn()));
  rerender(field('', vi.fn()));
  expect(screen.getByRole('searchbox')).toHaveValue('');
});
