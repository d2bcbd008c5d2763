import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { isMissing, messageOf } from '../api/problem';
import { strings } from './strings';

/** In place of content that could not be had: what happened, and another try. */
export function Failure({
  title,
  error,
  retry,
}: {
  title: string;
  error: unknown;
  retry?: () => void;
}) {
  return (
    <Alert
      color="red"
      variant="outline"
      title={title}
      icon={<IconAlertTriangle aria-hidden />}
      role="alert"
    >
      <Text size="sm">{messageOf(error)}</Text>
      {retry && !isMissing(error) && (
        <Group mt="sm">
          <Button size="xs" variant="default" onClick={retry}>
            {strings.tryAgain}
          </Button>
        </Group>
      )}
    </Alert>
  );
}
