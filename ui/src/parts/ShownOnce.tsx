import { Box } from '@mantine/core';
import type { ReactNode } from 'react';
import { Dialog } from './Dialog';
import { ShownSecret } from './ShownSecret';

interface Props {
  title: string;
  /** The name of the value. */
  label: string;
  value: string;
  close: () => void;
  children: ReactNode;
}

/** Shows a key or link that cannot be read again. Only its button closes the dialog. */
export function ShownOnce({ title, label, value, close, children }: Props) {
  return (
    <Dialog
      close={close}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      title={title}
    >
      <Box>
        <ShownSecret label={label} secret={value} text={children} close={close} />
      </Box>
    </Dialog>
  );
}
