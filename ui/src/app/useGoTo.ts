import { useDisclosure } from '@mantine/hooks';
import { useEffect } from 'react';

/** Opens the dialog by Ctrl+K or ⌘K on every page, but not over another dialog. */
export function useGoTo() {
  const [opened, { open, close }] = useDisclosure(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isIt = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (isIt && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        if (!document.querySelector('[role="dialog"]')) {
          open();
        }
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [open]);
  return { opened, open, close };
}
