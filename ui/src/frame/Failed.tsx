import { Button, Code, Stack, Text, Title } from '@mantine/core';
import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { isMissing, messageOf } from '../api/problem';
import { useTitle } from '../parts/PageFrame';
import { strings } from './strings';

/** Replaces a page that threw an error; the shell around it stays. */
export function Failed({ error, reset }: ErrorComponentProps) {
  return isMissing(error) ? (
    <NotFound message={messageOf(error)} />
  ) : (
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

/** The page for an address that does not exist, with a way back. */
export function NotFound({ message = strings.notFoundHow }: { message?: string }) {
  useTitle(strings.notFound);
  return (
    <Stack p="xl" maw={640}>
      <Title order={1} size="h3">
        {strings.notFound}
      </Title>
      <Text>{message}</Text>
      <Button component={Link} to="/workflows" w="fit-content">
        {strings.toWorkflows}
      </Button>
    </Stack>
  );
}
