import { Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { changePassword, sessionsQuery } from '../api/account';
import { sessionQuery } from '../api/session';
import type { Session } from '../api/types';
import { tellFaults } from '../parts/faults';
import { notifyDone } from '../parts/notify';
import { chosenFaults, NewPassword } from './NewPassword';
import { account } from './strings';

/** Changes the password; the other sessions end with it. */
export function PasswordPart({ session }: { session: Session }) {
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { current: '', password: '', again: '' },
    validate: (values) => ({
      ...chosenFaults(values),
      current: session.hasPassword && values.current === '' ? account.currentMissing : null,
    }),
  });
  const send = async ({ current, password }: typeof form.values) => {
    try {
      await changePassword({ password, ...(session.hasPassword && { current }) });
      form.reset();
      notifyDone(account.passwordChanged);
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      await queries.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    } catch (thrown) {
      tellFaults(form, thrown, account.failedPassword);
    }
  };
  return (
    <form onSubmit={form.onSubmit(send)} noValidate>
      <Stack maw={400}>
        <input type="hidden" autoComplete="username" value={session.email ?? ''} readOnly />
        {session.hasPassword && (
          <PasswordInput
            label={account.current}
            autoComplete="current-password"
            {...form.getInputProps('current')}
          />
        )}
        <NewPassword form={form} />
        <Button type="submit" variant="default" w="fit-content" loading={form.submitting}>
          {session.hasPassword ? account.changePassword : account.setPassword}
        </Button>
      </Stack>
    </form>
  );
}
