import { useDisclosure } from '@mantine/hooks';
import { useEffect } from 'react';

/** Opened by Ctrl+K, or ⌘K, wherever one is; not over another dialog, which would be left behind it. */
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
