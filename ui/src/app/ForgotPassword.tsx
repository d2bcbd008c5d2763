import { Alert, Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { messageOf } from '../api/problem';
import { resetPassword } from '../api/signInOptions';
import { signInStrings } from './signInStrings';
import { strings } from './strings';

/** Asks for the address to which a link for a new password is sent. */
export function ForgotPassword({ back }: { back: () => void }) {
  const [email, setEmail] = useState('');
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(undefined);
    try {
      await resetPassword(email);
      setSent(true);
    } catch (thrown) {
      setFailure(messageOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {failure && (
          <Alert color="red" variant="outline" role="alert">
            {failure}
          </Alert>
        )}
        {sent ? (
          <Alert color="teal" variant="outline" role="status">
            {signInStrings.resetSent}
          </Alert>
        ) : (
          <>
            <Text size="sm">{signInStrings.resetHelp}</Text>
            <TextInput
              label={strings.email}
              type="email"
              autoComplete="username"
              autoFocus
              required
              withAsterisk={false}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <Button type="submit" loading={busy}>
              {signInStrings.sendLink}
            </Button>
          </>
        )}
        <Anchor component="button" type="button" size="sm" w="fit-content" onClick={back}>
          {signInStrings.backToSignIn}
        </Anchor>
      </Stack>
    </form>
  );
}
