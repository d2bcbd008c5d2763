import { Button, Code, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { prepareSecondFactor, removeSecondFactor, setSecondFactor } from '../api/account';
import { sessionQuery } from '../api/session';
import type { Schemas, Session } from '../api/types';
import { tellFaults } from '../parts/faults';
import { notifyDone } from '../parts/notify';
import { account } from './strings';

const QrCode = lazy(() => import('./QrCode').then((it) => ({ default: it.QrCode })));

/** Sets up or removes the codes of an authenticator app. */
export function SecondFactorPart({ session }: { session: Session }) {
  const prepare = useMutation({
    mutationFn: prepareSecondFactor,
    meta: { failed: account.failedSecondFactor },
  });
  if (session.hasSecondFactor) {
    return <Removal />;
  }
  if (!session.hasPassword) {
    return (
      <Text size="sm" c="dimmed">
        {account.passwordFirst}
      </Text>
    );
  }
  return prepare.data ? (
    <Setup factor={prepare.data} close={prepare.reset} />
  ) : (
    <Stack>
      <Text size="sm">{account.secondFactorText}</Text>
      <Button
        variant="default"
        w="fit-content"
        loading={prepare.isPending}
        onClick={() => prepare.mutate()}
      >
        {account.setUp}
      </Button>
    </Stack>
  );
}

/** Returns a form that changes the second factor, and reads the session again after that. */
function useFactorForm<D extends { password: string }>(
  initialValues: D,
  act: (values: D) => Promise<void>,
  done: string,
) {
  const queries = useQueryClient();
  const form = useForm<D>({ initialValues });
  const send = async (values: D) => {
    try {
      await act(values);
      notifyDone(done);
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    } catch (thrown) {
      tellFaults(form, thrown, account.failedSecondFactor);
    }
  };
  return { form, onSubmit: form.onSubmit(send) };
}

interface SetupProps {
  factor: Schemas['NewSecondFactor'];
  close: () => void;
}

function Setup({ factor, close }: SetupProps) {
  const { form, onSubmit } = useFactorForm(
    { code: '', password: '' },
    ({ code, password }) => setSecondFactor({ secret: factor.secret, code, password }),
    account.secondFactorSet,
  );
  return (
    <form onSubmit={onSubmit} noValidate>
      <Group align="flex-start" gap="xl">
        <Stack gap="xs" w={200}>
          <Suspense fallback={<div style={{ width: 196, height: 196 }} />}>
            <QrCode text={factor.uri} label={account.qrCode} />
          </Suspense>
          <Text size="sm">{account.orType}</Text>
          <Code data-testid="secret" style={{ overflowWrap: 'anywhere' }}>
            {factor.secret.match(/.{1,4}/g)?.join(' ')}
          </Code>
        </Stack>
        <Stack flex={1} miw={260} maw={400}>
          <Text size="sm">{account.scan}</Text>
          <TextInput
            label={account.code}
            inputMode="numeric"
            autoComplete="one-time-code"
            autoFocus
            {...form.getInputProps('code')}
          />
          <PasswordInput
            label={account.current}
            autoComplete="current-password"
            {...form.getInputProps('password')}
          />
          <Group>
            <Button type="submit" loading={form.submitting}>
              {account.turnOn}
            </Button>
            <Button variant="default" onClick={close}>
              {account.cancel}
            </Button>
          </Group>
        </Stack>
      </Group>
    </form>
  );
}

function Removal() {
  const { form, onSubmit } = useFactorForm(
    { password: '' },
    ({ password }) => removeSecondFactor(password),
    account.secondFactorRemoved,
  );
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack maw={400}>
        <Text size="sm">{account.secondFactorOn}</Text>
        <PasswordInput
          label={account.current}
          autoComplete="current-password"
          {...form.getInputProps('password')}
        />
        <Button
          type="submit"
          variant="default"
          color="red"
          w="fit-content"
          loading={form.submitting}
        >
          {account.remove}
        </Button>
      </Stack>
    </form>
  );
}
