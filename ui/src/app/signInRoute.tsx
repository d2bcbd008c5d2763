import { Center, Loader } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { createRoute, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { messageOf } from '../api/problem';
import { sessionQuery, signInByLink } from '../api/session';
import { rootRoute } from '../frame/routes';
import { strings } from './strings';

const SignInPage = lazy(() => import('./SignInPage').then((it) => ({ default: it.SignInPage })));

interface SignInSearch {
  token?: string;
  /** The person has just chosen a password, but needs a second factor to sign in. */
  chosen?: true;
  /** Why signing in through the provider failed. */
  failed?: string;
}

/** The page for signing in, which one-time links open, too. */
export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search): SignInSearch => ({
    ...(typeof search.token === 'string' ? { token: search.token } : {}),
    ...(search.chosen === true ? { chosen: true } : {}),
    ...(typeof search.failed === 'string' ? { failed: search.failed } : {}),
  }),
  component: SignInByLink,
});

function SignInByLink() {
  const { token, chosen, failed } = signInRoute.useSearch();
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
  const waiting = (
    <Center mih="100vh">
      <Loader aria-label={strings.signingIn} />
    </Center>
  );
  return token && failure === undefined ? (
    waiting
  ) : (
    <Suspense fallback={waiting}>
      <SignInPage
        failure={failure}
        failed={failed}
        notice={chosen && strings.chosen}
        onSignedIn={() => navigate({ to: '/workflows', replace: true })}
      />
    </Suspense>
  );
}
