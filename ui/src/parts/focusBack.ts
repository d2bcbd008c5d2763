import { useRef } from 'react';

/**
 * For dialogs that are gone once they are closed: remembers what had the focus, and gives it back,
 * so that whoever works by keyboard goes on where they were.
 */
export function useFocusBack(): { remember: () => void; restore: () => void } {
  const origin = useRef<Element | null>(null);
  return {
    remember: () => {
      origin.current = document.activeElement;
    },
    restore: () =>
      requestAnimationFrame(() => {
        if (origin.current instanceof HTMLElement && origin.current.isConnected) {
          origin.current.focus();
        }
      }),
  };
}
