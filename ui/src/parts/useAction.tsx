import { Alert } from '@mantine/core';
import { useState } from 'react';
import { messageOf } from '../api/problem';

/** Runs one action at a time. Returns whether it is running, its error, and how to run one. */
export function useAction(): [boolean, string | undefined, (work: () => Promise<void>) => void] {
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

/** The error of an action, next to the button that started it. */
export function ActionError({ message }: { message: string | undefined }) {
  return message ? (
    <Alert color="red" variant="outline" role="alert">
      {message}
    </Alert>
  ) : null;
}
