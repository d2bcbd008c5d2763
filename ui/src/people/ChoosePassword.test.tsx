import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { problemOf } from '../api/problem';
import { choosePassword } from '../api/session';
import { ChoosePassword } from './ChoosePasswordPage';

vi.mock(import('../api/session'), async (original) => ({
  ...(await original()),
  choosePassword: vi.fn(),
}));
vi.mock(import('../parts/AnchorLink'), () => ({ AnchorLink: (() => null) as never }));

const done = vi.fn(async () => undefined);

beforeEach(() => {
  done.mockClear();
  vi.mocked(choosePassword).mockReset();
  render(
    <MantineProvider env="test">
      <ChoosePassword token="t1" done={done} />
    </MantineProvider>,
  );
});

function choose(password: string, again = password) {
  const [first, second] = screen.getAllByLabelText(/^New password/);
  for (const [field, text] of [
    [first, password],
    [second, again],
  ] as const) {
    fireEvent.change(field as HTMLElement, { target: { value: text } });
  }
  fireEvent.click(screen.getByRole('button', { name: 'Save password' }));
}

test('a password that is too short, or differs, is not sent', async () => {
  choose('short');
  expect(await screen.findByText('Use 10 to 200 characters.')).toBeVisible();
  choose('long enough by far', 'long enough by fat');
  expect(await screen.findByText('The two passwords differ.')).toBeVisible();
  expect(choosePassword).not.toHaveBeenCalled();
});

test('a used link is said, a guessable password is said at its field', async () => {
  vi.mocked(choosePassword).mockRejectedValueOnce(
    problemOf(401, { code: 'link-used', detail: 'This link was used or has expired.' }),
  );
  choose('long enough by far');
  expect(await screen.findByRole('alert')).toHaveTextContent('was used or has expired');

  vi.mocked(choosePassword).mockRejectedValueOnce(
    problemOf(422, { errors: [{ pointer: '/password', message: 'Too easy to guess.', code: '' }] }),
  );
  choose('aaaaaaaaaaaa');
  expect(await screen.findByText('Too easy to guess.')).toBeVisible();
  expect(screen.queryByRole('alert')).toBeNull();
  expect(done).not.toHaveBeenCalled();

  vi.mocked(choosePassword).mockResolvedValueOnce(undefined);
  choose('long enough by far');
  await waitFor(() => expect(done).toHaveBeenCalledOnce());
  expect(choosePassword).toHaveBeenLastCalledWith('t1', 'long enough by far');
});
