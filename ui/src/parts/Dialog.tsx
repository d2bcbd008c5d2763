import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { strings } from './strings';

interface Props extends Omit<ModalProps, 'opened' | 'onClose' | 'closeButtonProps'> {
  close: () => void;
}

/**
 * A dialog as long as it is there. What had the focus before has it again afterwards, so that
 * whoever works by keyboard goes on where they were; unless the dialog led them elsewhere.
 */
export function Dialog({ close, ...others }: Props) {
  useFocusBack();
  return (
    <Modal
      {...others}
      opened
      onClose={close}
      returnFocus={false}
      closeButtonProps={{ 'aria-label': strings.close }}
    />
  );
}

function useFocusBack(): void {
  const [origin] = useState(() => document.activeElement);
  const shown = useRef(false);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
      requestAnimationFrame(() => {
        const isFree = document.activeElement === document.body;
        if (!shown.current && isFree && origin instanceof HTMLElement && origin.isConnected) {
          origin.focus();
        }
      });
    };
  }, [origin]);
}
