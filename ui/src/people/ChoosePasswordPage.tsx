import { Alert, Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { isProblem, messageOf } from '../api/problem';
import { choosePassword, sessionQuery } from '../api/session';
import { EntryFrame } from '../frame/EntryFrame';
import { AnchorLink } from '../parts/AnchorLink';
import { type Chosen, chosenFaults, NewPassword } from './NewPassword';
import { strings } from './strings';

/** The page that invitations and links for a new password open. */
export function ChoosePasswordPage() {
  const { token = '' } = useSearch({ strict: false }) as { token?: string };
  const navigate = useNavigate();
  const queries = useQueryClient();
  const signedIn = async () => {
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    // An account with a second factor is not signed in yet.
    const session = await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
    await (session
      ? navigate({ to: '/workflows', replace: true })
      : navigate({ to: '/sign-in', search: { chosen: true }, replace: true }));
  };
  return (
    <EntryFrame title={strings.chooseTitle}>
      <ChoosePassword token={token} done={signedIn} />
    </EntryFrame>
  );
}

export function ChoosePassword({ token, done }: { token: string; done: () => Promise<void> }) {
  const [failure, setFailure] = useState<string>();
  const form = useForm<Chosen>({
    initialValues: { password: '', again: '' },
    validate: chosenFaults,
  });
  const send = async ({ password }: Chosen) => {
    setFailure(undefined);
    try {
      await choosePassword(token, password);
      await done();
    } catch (thrown) {
      const fields = isProblem(thrown) ? thrown.fields : {};
      if (fields.password) {
        form.setErrors(fields);
      } else {
        setFailure(messageOf(thrown));
      }
    }
  };
  return (
    <form onSubmit={form.onSubmit(send)} noValidate>
      <Stack>
        {failure && (
          <Alert color="red" variant="outline" role="alert">
            {failure}{' '}
            <AnchorLink to="/sign-in" inherit underline="always">
              {strings.toSignIn}
            </AnchorLink>
          </Alert>
        )}
        <NewPassword form={form} autoFocus />
        <Button type="submit" loading={form.submitting}>
          {strings.choose}
        </Button>
      </Stack>
    </form>
  );
}
