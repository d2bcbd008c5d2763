import { Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { usePanel } from '../panel';
import classes from './fields.module.css';

/** The warning of a field; it does not prevent the workflow from being published. */
export function Warning({ at }: { at: string }) {
  const warning = usePanel().warningAt(at);
  return warning === undefined ? null : (
    <Group gap={6} wrap="nowrap" align="start" mt={6} className={classes.warning} role="note">
      <IconAlertTriangle size={15} aria-hidden />
      <Text size="xs">{warning}</Text>
    </Group>
  );
}
