import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { strings } from './strings';

/** Returns true once something has lasted so long that users need feedback. */
function useLasting(active: boolean, milliseconds = 200): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!active) {
      setLasting(false);
      return;
    }
    const timer = setTimeout(() => setLasting(true), milliseconds);
    return () => clearTimeout(timer);
  }, [active, milliseconds]);
  return active && lasting;
}

/** Gray lines in place of content that is loading; nothing if it loads at once. */
export function Waiting({ lines = 6, children }: { lines?: number; children?: ReactNode }) {
  const lasting = useLasting(true);
  if (!lasting) {
    return null;
  }
  return (
    <Stack gap="sm" aria-busy role="status">
      <VisuallyHidden>{strings.loading}</VisuallyHidden>
      {children ??
        Array.from({ length: lines }, (_, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines without identity
          <Skeleton key={line} height={34} radius="sm" />
        ))}
    </Stack>
  );
}
