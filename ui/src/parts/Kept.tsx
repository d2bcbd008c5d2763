import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type RetentionSettings, retentionQuery } from '../api/privacy';

/** A line that says for how long the data above is kept; empty until that is known. */
export function Kept({
  kind,
  text,
}: {
  kind: keyof RetentionSettings;
  /** The line, for a number of days; 0 keeps the data until its contact is erased. */
  text: (days: number) => string;
}) {
  const settings = useQuery(retentionQuery);
  const days = settings.data?.[kind];
  return days === undefined ? null : (
    <Text size="xs" c="dimmed" mt="md">
      {text(days)}
    </Text>
  );
}
