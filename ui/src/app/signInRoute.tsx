import { Center, Loader } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { createRoute, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { messageOf } from '../api/problem';
import { sessionQuery, signInByLink } from '../api/session';
import { rootRoute } from '../frame/routes';
import { SignInPage } from './SignInPage';
import { strings } from './strings';

/** The page that one-time links open. */
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
