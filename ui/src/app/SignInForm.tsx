import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { isProblem, messageOf } from '../api/problem';
import { sessionQuery, signIn } from '../api/session';
import { strings } from './strings';

interface Failure {
  code: string;
  message: string;
}

/** Asks for email address and password, and for a code once the answer says that one is needed. */
export function SignInForm({ onSignedIn }: { onSignedIn?: (() => void) | undefined }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { asksCode, code, setCode, failure, busy, submit } = useSignIn(onSignedIn);
  const isOfCode = failure?.code === 'code-wrong';
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit(email, password);
      }}
    >
      <Stack>
        {failure && !isOfCode && (
          <Alert color="red" variant="outline" role="alert">
            {failure.message}
          </Alert>
        )}
        <TextInput
          label={strings.email}
          type="email"
          name="email"
          autoComplete="username"
          autoFocus
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={strings.password}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {asksCode && (
          <TextInput
            label={strings.code}
            description={strings.codeHelp}
            name="code"
            autoComplete="one-time-code"
            inputMode="numeric"
            autoFocus
            required
            withAsterisk={false}
            error={isOfCode && failure.message}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        <Button type="submit" loading={busy}>
          {strings.signIn}
        </Button>
      </Stack>
    </form>
  );
}

function useSignIn(onSignedIn: (() => void) | undefined) {
  const queries = useQueryClient();
  const [asksCode, setAsksCode] = useState(false);
  const [code, setCode] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  const submit = async (email: string, password: string) => {
    if (busy) {
      return;
    }
    setBusy(true);
    setFailure(undefined);
    try {
      await signIn({ email, password, ...(asksCode && { code }) });
      // Data that another person loaded in this tab is not shown.
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
      await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
      onSignedIn?.();
    } catch (thrown) {
      const problem = isProblem(thrown) ? thrown.code : 'unknown';
      if (problem === 'code-needed') {
        setAsksCode(true);
      } else {
        setCode('');
        setFailure({ code: problem, message: messageOf(thrown) });
      }
    } finally {
      setBusy(false);
    }
  };
  return { asksCode, code, setCode, failure, busy, submit };
}
