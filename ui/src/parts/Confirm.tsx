import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Dialog } from './Dialog';
import { strings } from './strings';

interface Props {
  title: string;
  children: ReactNode;
  /** The labels of the two buttons. */
  yes: string;
  no?: string;
  /** The action cannot be undone. */
  isFinal?: boolean;
  working: boolean;
  disabled?: boolean;
  act: () => void;
  close: () => void;
}

/** Asks before an action. Pressing Enter alone does not confirm it. */
export function Confirm(props: Props) {
  const {
    title,
    children,
    yes,
    no = strings.cancel,
    isFinal,
    working,
    disabled,
    act,
    close,
  } = props;
  return (
    <Dialog title={title} close={close}>
      <Stack gap="sm">
        {typeof children === 'string' ? <Text>{children}</Text> : children}
        <Group justify="flex-end" mt="sm">
          <Button variant="default" onClick={close} data-autofocus>
            {no}
          </Button>
          <Button
            color={isFinal ? 'red.9' : undefined}
            disabled={disabled}
            loading={working}
            onClick={act}
          >
            {yes}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
