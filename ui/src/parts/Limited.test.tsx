import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { LimitedText, limitWords } from './Limited';

test('text that is too long is kept and reported, not truncated', async () => {
  const user = userEvent.setup({ delay: null });
  render(
    <MantineProvider env="test">
      <LimitedText label="Name" most={10} defaultValue="" />
    </MantineProvider>,
  );
  const field = screen.getByRole('textbox', { name: 'Name' });
  await user.type(field, '12345678');
  expect(field).toHaveAccessibleDescription('');
  await user.type(field, '90');
  expect(field).toHaveAccessibleDescription(limitWords.count(10, 10));
  await user.type(field, '😀');
  expect(field).toHaveValue('1234567890😀');
  expect(field).toHaveAccessibleDescription(limitWords.tooLong(11, 10));
});
