import { Button, MantineProvider } from '@mantine/core';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { Confirm } from './Confirm';

function Page({ act }: { act: () => void }) {
  const [asking, setAsking] = useState(false);
  return (
    <MantineProvider env="test">
      <Button onClick={() => setAsking(true)}>Delete</Button>
      {asking && (
        <Confirm
          title="Delete it?"
          yes="Yes"
          working={false}
          act={act}
          close={() => setAsking(false)}
        >
          It is gone then.
        </Confirm>
      )}
    </MantineProvider>
  );
}

test('closing a dialog returns the focus to its opener, and Enter confirms nothing', async () => {
  const act = vi.fn();
  render(<Page act={act} />);
  const opener = screen.getByRole('button', { name: 'Delete' });
  for (const key of ['{Escape}', '{Enter}']) {
    await userEvent.click(opener);
    await waitFor(() => expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus());
    await userEvent.keyboard(key);
    await waitFor(() => expect(opener).toHaveFocus());
    expect(screen.queryByRole('dialog')).toBeNull();
  }
  expect(act).not.toHaveBeenCalled();
});
