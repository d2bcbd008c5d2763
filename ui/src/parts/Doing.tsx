import { Alert } from '@mantine/core';
import { useState } from 'react';
import { messageOf } from '../api/problem';

/** Runs something once at a time and shows what went wrong. */
export function useDoing(): [boolean, string | undefined, (work: () => Promise<void>) => void] {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const run = (work: () => Promise<void>) => {
    if (!busy) {
      setBusy(true);
      setFailure(undefined);
      work()
        .catch((thrown) => setFailure(messageOf(thrown)))
        .finally(() => setBusy(false));
    }
  };
  return [busy, failure, run];
}

/** What went wrong in a dialog, beside the button that did it. */
export function Failure({ message }: { message: string | undefined }) {
  return message ? (
    <Alert color="red" variant="outline" role="alert">
      {message}
    </Alert>
  ) : null;
}
