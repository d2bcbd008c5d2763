import { Button, CopyButton, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { inviteUser, removeUserSecondFactor, signOutUser } from '../api/account';
import type { User } from '../api/catalogues';
import { useMay } from '../api/session';
import { useSignInOptions } from '../api/signInOptions';
import { useRefresh } from '../catalogues/actions';
import { notifyDone } from '../parts/notify';
import { formatTime } from '../parts/Time';
import { team } from './teamStrings';

/** A user's way of signing in, and the actions of administrators on it. */
export function Access({ item: user }: { item: User }) {
  const may = useMay();
  const options = useSignInOptions();
  if (!user.role || user.archived || !may('people:write')) {
    return null;
  }
  return (
    <>
      <Title order={3} size="h5" mb={6}>
        {team.signIn}
      </Title>
      <Stack gap="sm">
        {user.usesProvider && (
          <Text size="sm">{team.usesProvider(options?.provider ?? team.provider)}</Text>
        )}
        {options?.password && <Invitation user={user} />}
        <Withdrawals user={user} />
      </Stack>
    </>
  );
}

function Invitation({ user }: { user: User }) {
  const invite = useMutation({
    mutationFn: () => inviteUser(user.id),
    meta: { failed: team.failedInvite },
  });
  const address = invite.data && `${window.location.origin}${invite.data.url}`;
  return address ? (
    <TextInput
      label={team.link}
      description={team.linkHelp(user.name, formatTime(invite.data.expiresAt), invite.data.emailed)}
      inputWrapperOrder={['label', 'input', 'description']}
      inputContainer={(input) => (
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <div style={{ flex: 1 }}>{input}</div>
          <CopyButton value={address}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? team.copied : team.copy}
              </Button>
            )}
          </CopyButton>
        </Group>
      )}
      value={address}
      readOnly
      onFocus={(event) => event.currentTarget.select()}
    />
  ) : (
    <Group justify="space-between" gap="sm">
      <Text size="sm" flex={1}>
        {user.hasPassword ? team.hasPassword : team.noPassword}
      </Text>
      <Button
        variant={user.hasPassword ? 'default' : 'light'}
        size="xs"
        loading={invite.isPending}
        onClick={() => invite.mutate()}
      >
        {user.hasPassword ? team.reset : team.invite}
      </Button>
    </Group>
  );
}

function Withdrawals({ user }: { user: User }) {
  return (
    <>
      {user.hasSecondFactor && (
        <Asked
          text={team.hasSecondFactor}
          question={team.removeSecondFactorText(user.name)}
          label={team.removeSecondFactor}
          done={team.secondFactorRemoved}
          act={() => removeUserSecondFactor(user.id)}
        />
      )}
      <Asked
        text={team.sessions}
        question={team.signOutText(user.name)}
        label={team.signOut}
        done={team.signedOut(user.name)}
        act={() => signOutUser(user.id)}
      />
    </>
  );
}

interface AskedProps {
  text: string;
  question: string;
  label: string;
  done: string;
  act: () => Promise<void>;
}

/** An action that asks where its button was, as a dialog within a dialog is confusing. */
function Asked({ text, question, label, done, act }: AskedProps) {
  const [asking, setAsking] = useState(false);
  const refresh = useRefresh('users');
  const mutation = useMutation({
    mutationFn: act,
    meta: { failed: team.failedAction },
    onSuccess: () => {
      setAsking(false);
      notifyDone(done);
      return refresh();
    },
  });
  return asking ? (
    <Group justify="space-between" gap="sm" role="alertdialog" aria-label={label}>
      <Text size="sm" flex={1}>
        {question}
      </Text>
      <Group gap="xs" wrap="nowrap">
        <Button size="xs" variant="default" onClick={() => setAsking(false)} autoFocus>
          {team.cancel}
        </Button>
        <Button
          size="xs"
          color="red.9"
          loading={mutation.isPending}
          onClick={() => mutation.mutate()}
        >
          {label}
        </Button>
      </Group>
    </Group>
  ) : (
    <Group justify="space-between" gap="sm">
      <Text size="sm" flex={1}>
        {text}
      </Text>
      <Button size="xs" variant="default" onClick={() => setAsking(true)}>
        {label}
      </Button>
    </Group>
  );
}
