import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { connectProvider } from '../api/signInOptions';
import type { Session } from '../api/types';
import { tellFaults } from '../parts/faults';
import { account } from './strings';

interface Props {
  session: Session;
  /** The provider's name. */
  name: string;
}

/** Shows that the account is connected with the provider, or connects it. */
export function ProviderPart({ session, name }: Props) {
  const form = useForm({ initialValues: { password: '' } });
  const send = async ({ password }: typeof form.values) => {
    try {
      window.location.assign(await connectProvider(password));
    } catch (thrown) {
      tellFaults(form, thrown, account.failedConnect);
    }
  };
  return session.usesProvider ? (
    <Text size="sm">{account.connected(name)}</Text>
  ) : (
    <form onSubmit={form.onSubmit(send)} noValidate>
      <Stack maw={400}>
        <Text size="sm">{account.notConnected(name)}</Text>
        {session.hasPassword && (
          <PasswordInput
            label={account.current}
            autoComplete="current-password"
            {...form.getInputProps('password')}
          />
        )}
        <Button type="submit" variant="default" w="fit-content" loading={form.submitting}>
          {account.connect(name)}
        </Button>
      </Stack>
    </form>
  );
}
