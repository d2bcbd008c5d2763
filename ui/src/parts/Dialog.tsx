import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { strings } from './strings';

interface Props extends Omit<ModalProps, 'opened' | 'onClose' | 'closeButtonProps'> {
  close: () => void;
}

/**
 * A dialog that is open while it is rendered. When it closes, the focus returns to the element that
 * had it before, unless the dialog has moved it elsewhere. Its header is no landmark: a page with
 * two dialogs would have two of them.
 */
export function Dialog({ close, ...others }: Props) {
  useFocusBack();
  return (
    <Modal
      {...others}
      opened
      onClose={close}
      returnFocus={false}
      attributes={{ header: { role: 'none' } }}
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
