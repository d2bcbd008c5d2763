import { Text } from '@mantine/core';

export function PlainPanel() {
  return (
    <Text size="sm" c="dimmed">
      There is nothing to configure.
    </Text>
  );
}

export function EndPanel() {
  return (
    <Text size="sm" c="dimmed">
      There is nothing to configure. A path without an End ends as well.
    </Text>
  );
}
