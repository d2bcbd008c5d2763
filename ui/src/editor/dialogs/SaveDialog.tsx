import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../../parts/Dialog';
import { ActionError, useAction } from '../../parts/useAction';
import { strings } from '../parts/strings';
import { Note } from './Note';

interface Props {
  onSave(note: string): Promise<void>;
  onClose(): void;
}

/** Asks for a note and saves a version. */
export function SaveDialog({ onSave, onClose }: Props) {
  const [note, setNote] = useState('');
  const [busy, failure, run] = useAction();
  return (
    <Dialog close={onClose} title={strings.saveTitle}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run(() => onSave(note));
        }}
      >
        <Stack>
          <Note value={note} onChange={setNote} data-autofocus />
          <ActionError message={failure} />
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {strings.cancel}
            </Button>
            <Button type="submit" loading={busy}>
              {strings.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
