import { AppShell, Box, Burger, Group, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHandStop, IconWifiOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useOnline } from '../api/online';
import { stoppedQuery } from '../api/operations';
import { sessionQuery } from '../api/session';
import { Failed } from '../frame/Failed';
import classes from './Shell.module.css';
import { Sidebar } from './Sidebar';
import { strings } from './strings';
import { useGoTo } from './useGoTo';

const SignInPage = lazy(() => import('./SignInPage').then((it) => ({ default: it.SignInPage })));
const GoTo = lazy(() => import('./GoTo').then((it) => ({ default: it.GoTo })));

/** The frame around every page. Users who are not signed in see how to sign in instead. */
export function Shell() {
  const session = useQuery(sessionQuery);
  const [opened, { toggle, close }] = useDisclosure(false);
  const goTo = useGoTo();
  const isOnline = useOnline();
  const { data: isStopped = false } = useQuery({ ...stoppedQuery, enabled: !!session.data });
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the drawer of phones
  useEffect(close, [path]);

  // The page stays if checking the session again fails.
  if (session.isError && session.data === undefined) {
    return <Failed error={session.error} reset={() => session.refetch()} />;
  }
  if (session.data === null) {
    return (
      <Suspense>
        <SignInPage />
      </Suspense>
    );
  }
  return (
    <AppShell
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      header={{ height: { base: 48, sm: 0 } }}
      transitionDuration={0}
    >
      <UnstyledButton component="a" href="#content" className={classes.skip}>
        {strings.skipToContent}
      </UnstyledButton>
      <AppShell.Header hiddenFrom="sm">
        <Group h="100%" px="sm" gap="sm">
          <Burger
            opened={opened}
            onClick={toggle}
            size="sm"
            aria-label={opened ? strings.closeNavigation : strings.openNavigation}
          />
          <Text fw={700}>{strings.product}</Text>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar}>
        <Sidebar session={session.data} onGoTo={goTo.open} />
      </AppShell.Navbar>
      <AppShell.Main
        data-banners={Number(!isOnline) + Number(isStopped) || undefined}
        id="content"
        tabIndex={-1}
        className={classes.main}
      >
        <div role="status">
          {!isOnline && (
            <div className={classes.banner}>
              <IconWifiOff size={16} aria-hidden />
              {strings.offline}
            </div>
          )}
          {isStopped && (
            <div className={classes.banner}>
              <IconHandStop size={16} aria-hidden />
              {strings.stopped}
            </div>
          )}
        </div>
        {session.data ? <Outlet /> : <Waiting />}
      </AppShell.Main>
      <Suspense>{goTo.opened && session.data && <GoTo close={goTo.close} />}</Suspense>
    </AppShell>
  );
}

function Waiting() {
  return (
    <Box aria-busy>
      <VisuallyHidden>{strings.product}</VisuallyHidden>
    </Box>
  );
}
