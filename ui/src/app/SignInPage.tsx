import { Alert, Center, Code, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { createRoute, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { messageOf } from '../api/problem';
import { sessionQuery, signInByLink } from '../api/session';
import { rootRoute } from './shellRoute';
import { strings } from './strings';

/** Where one-time links lead to. */
export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search): { token?: string } =>
    typeof search.token === 'string' ? { token: search.token } : {},
  component: SignInByLink,
});

function SignInByLink() {
  const { token } = signInRoute.useSearch();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    if (token) {
      signInByLink(token)
        .then(() => queries.fetchQuery({ ...sessionQuery, staleTime: 0 }))
        .then(() => navigate({ to: '/workflows', replace: true }))
        .catch((thrown) => setFailure(messageOf(thrown)));
    }
  }, [token, navigate, queries]);
  return token && failure === undefined ? (
    <Center mih="100vh">
      <Loader aria-label={strings.signingIn} />
    </Center>
  ) : (
    <SignInPage failure={failure} />
  );
}

/** For whoever is not signed in: what to do about it. */
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
