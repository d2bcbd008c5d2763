import { Alert, Center, Code, Paper, Stack, Text, Title } from '@mantine/core';
import { strings } from './strings';

/** Shows how to sign in and, if signing in failed, why. */
export function SignInPage({ failure }: { failure?: string }) {
  return (
    <Center mih="100vh" p="md" component="main">
      <Paper withBorder shadow="sm" p="xl" maw={520} w="100%">
        <Stack>
          <img src="/fixed/icon.svg" alt="" width={40} height={40} />
          <Title order={1} size="h3">
            {strings.signIn}
          </Title>
          {failure ? (
            <Alert color="red" variant="outline" title={strings.signInFailed} role="alert">
              {failure}
            </Alert>
          ) : (
            <Text>{strings.signInEnded}</Text>
          )}
          <Text>{strings.signInHow}</Text>
          <Text>{strings.signInLocal}</Text>
          <Text>{strings.signInAgain}</Text>
          <Code block>{command()}</Code>
        </Stack>
      </Paper>
    </Center>
  );
}

function command(): string {
  return [
    `curl -X POST ${window.location.origin}/api/v1/session/link \\`,
    '  -H "Authorization: Bearer $(cat .parley/api-key)"',
  ].join('\n');
}
