import { useSyncExternalStore } from 'react';

function listen(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}

/** Whether this browser has a network at all, as it says itself. */
export const useOnline = (): boolean => useSyncExternalStore(listen, () => navigator.onLine);
