import { Box, NavLink, ScrollArea, UnstyledButton } from '@mantine/core';
import { IconLogout, IconSearch, IconUserCircle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link, useRouter, useRouterState } from '@tanstack/react-router';
import { signOut, useMay } from '../api/session';
import type { Session } from '../api/types';

import { leave } from './leaving';
import { navigation } from './navigation';
import classes from './Shell.module.css';
import { strings } from './strings';

interface Props {
  session: Session | undefined;
  onGoTo: () => void;
}

export function Sidebar({ session, onGoTo }: Props) {
  const router = useRouter();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const may = useMay();
  const known = new Set(Object.keys(router.routesByPath));
  return (
    <>
      <Box className={classes.brand} visibleFrom="sm">
        <img src="/fixed/icon.svg" alt="" width={26} height={26} />
        {strings.product}
      </Box>
      <UnstyledButton className={classes.goTo} onClick={onGoTo} aria-keyshortcuts="Control+K">
        <IconSearch size={17} stroke={1.7} aria-hidden />
        <span className={classes.goToWords}>{strings.goTo}</span>
        <kbd className={classes.goToKeys}>{strings.goToKeys}</kbd>
      </UnstyledButton>
      <ScrollArea component="nav" aria-label={strings.mainNavigation} px="xs" flex={1}>
        {navigation
          .filter(({ to, scope }) => known.has(to) && may(scope))
          .map((entry) => (
            <NavLink
              key={entry.to}
              className={classes.link}
              component={Link}
              to={entry.to}
              label={entry.label}
              leftSection={<entry.icon size={19} stroke={1.7} aria-hidden />}
              active={path === entry.to || path.startsWith(`${entry.to}/`)}
              aria-current={path === entry.to ? 'page' : undefined}
            />
          ))}
      </ScrollArea>
      {session && <SignedIn name={session.name} path={path} />}
    </>
  );
}

function SignedIn({ name, path }: { name: string; path: string }) {
  const out = useMutation({
    mutationFn: signOut,
    meta: { failed: strings.failedSignOut },
    onSuccess: leave,
  });
  return (
    <Box p="xs">
      <NavLink
        className={classes.link}
        component={Link}
        to="/account"
        label={name}
        title={strings.account}
        leftSection={<IconUserCircle size={19} stroke={1.7} aria-hidden />}
        active={path === '/account'}
        aria-current={path === '/account' ? 'page' : undefined}
        noWrap
      />
      <NavLink
        component="button"
        className={classes.link}
        label={strings.signOut}
        leftSection={<IconLogout size={19} stroke={1.7} aria-hidden />}
        onClick={() => out.mutate()}
      />
    </Box>
  );
}
