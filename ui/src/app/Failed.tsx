import { Button, Code, Stack, Text, Title } from '@mantine/core';
import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { messageOf } from '../api/problem';
import { strings } from './strings';

/** In place of a page that threw; the shell around it stays. */
export function Failed({ error, reset }: ErrorComponentProps) {
  return (
    <Stack p="xl" maw={640} role="alert">
      <Title order={1} size="h3">
        {strings.failed}
      </Title>
      <Text>{strings.failedHow}</Text>
      <Code block>{messageOf(error)}</Code>
      <Button onClick={reset} w="fit-content">
        {strings.tryAgain}
      </Button>
    </Stack>
  );
}

export function NotFound() {
  return (
    <Stack p="xl" maw={640}>
      <Title order={1} size="h3">
        {strings.notFound}
      </Title>
      <Text>{strings.notFoundHow}</Text>
      <Button component={Link} to="/workflows" w="fit-content">
        {strings.toWorkflows}
      </Button>
    </Stack>
  );
}
