import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContactItem } from '../api/catalogues';
import { exportContact } from '../api/privacy';
import { useMay } from '../api/session';
import { EraseDialog } from './EraseDialog';
import { strings } from './privacyStrings';

/** The actions on all data of a contact. */
export function PersonalData({ contact, called }: { contact: ContactItem; called: string }) {
  const mayAct = useMay()('privacy:write');
  const [erasing, setErasing] = useState(false);
  const archive = useMutation({
    mutationFn: () => exportContact(contact.id),
    onSuccess: (blob) => save(blob, 'parley-contact.zip'),
    meta: { failed: strings.failedExport },
  });
  return mayAct ? (
    <Stack gap="xs" mt="sm">
      <Text size="sm" c="dimmed">
        {strings.text}
      </Text>
      <Group>
        <Button
          variant="default"
          size="compact-sm"
          loading={archive.isPending}
          onClick={() => archive.mutate()}
        >
          {strings.exportIt}
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => setErasing(true)}>
          {strings.erase}
        </Button>
      </Group>
      {erasing && <EraseDialog contact={contact} called={called} close={() => setErasing(false)} />}
    </Stack>
  ) : null;
}

/** Lets the browser store a file. */
function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
