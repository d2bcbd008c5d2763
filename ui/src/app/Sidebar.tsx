import { Box, Group, NavLink, ScrollArea, Text, UnstyledButton } from '@mantine/core';
import { IconLogout, IconSearch } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link, useRouter, useRouterState } from '@tanstack/react-router';
import { signOut } from '../api/session';
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
          .filter((entry) => known.has(entry.to))
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
      {session && <SignedIn name={session.name} />}
    </>
  );
}

function SignedIn({ name }: { name: string }) {
  const out = useMutation({
    mutationFn: signOut,
    meta: { failed: strings.failedSignOut },
    onSuccess: leave,
  });
  return (
    <Box p="xs">
      <Group px="sm" py={4}>
        <Text size="sm" c="dimmed" truncate>
          {name}
        </Text>
      </Group>
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
