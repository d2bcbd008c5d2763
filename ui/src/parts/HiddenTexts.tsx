import { Group, Text } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { strings } from './strings';

/** In place of customers' texts that the role cannot read. */
export function HiddenTexts() {
  return (
    <Group gap={6} wrap="nowrap" c="dimmed">
      <IconEyeOff size={16} aria-hidden />
      <Text size="sm">{strings.hiddenTexts}</Text>
    </Group>
  );
}
