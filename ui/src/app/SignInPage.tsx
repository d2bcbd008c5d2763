import { Alert, Anchor, Button, Code, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { type SignInOptions, useSignInOptions } from '../api/signInOptions';
import { EntryFrame } from '../frame/EntryFrame';
import { ForgotPassword } from './ForgotPassword';
import classes from './Shell.module.css';
import { SignInForm } from './SignInForm';
import { failureText, signInStrings } from './signInStrings';
import { strings } from './strings';

interface Props {
  /** The reason why a one-time link did not work. */
  failure?: string | undefined;
  /** The code of the reason why signing in through the provider failed. */
  failed?: string | undefined;
  notice?: string | undefined;
  onSignedIn?: () => void;
}

/** Signs in through the provider or with a password, and shows how to get a one-time link. */
export function SignInPage({ failure, failed, notice, onSignedIn }: Props) {
  const options = useSignInOptions();
  return (
    <EntryFrame title={strings.signIn}>
      {failure && (
        <Alert color="red" variant="outline" title={strings.signInFailed} role="alert">
          {failure}
        </Alert>
      )}
      {failed && (
        <Alert color="red" variant="outline" role="alert">
          {failureText(failed)}
        </Alert>
      )}
      {notice && (
        <Alert color="teal" variant="outline" role="status">
          {notice}
        </Alert>
      )}
      {options?.providerUrl && <Provider options={options} />}
      {options?.password && <Password options={options} onSignedIn={onSignedIn} />}
      <details>
        <summary className={classes.summary}>{strings.signInByLink}</summary>
        <Stack gap="xs" mt="sm">
          <Text size="sm">{strings.signInLocal}</Text>
          <Text size="sm">{strings.signInAgain}</Text>
          <Code block>{command()}</Code>
        </Stack>
      </details>
    </EntryFrame>
  );
}

interface PasswordProps {
  options: SignInOptions;
  onSignedIn?: (() => void) | undefined;
}

function Password({ options, onSignedIn }: PasswordProps) {
  const [forgotten, setForgotten] = useState(false);
  return forgotten ? (
    <ForgotPassword back={() => setForgotten(false)} />
  ) : (
    <>
      <SignInForm onSignedIn={onSignedIn} />
      {options.passwordReset && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          w="fit-content"
          onClick={() => setForgotten(true)}
        >
          {signInStrings.forgot}
        </Anchor>
      )}
    </>
  );
}

function Provider({ options }: { options: SignInOptions }) {
  return (
    <>
      <Button component="a" href={`${options.providerUrl}${leadingBack()}`} variant="default">
        {signInStrings.withProvider(options.provider ?? '')}
      </Button>
      {options.password && (
        <Text size="sm" c="dimmed" ta="center">
          {signInStrings.orPassword}
        </Text>
      )}
    </>
  );
}

/** The page that was asked for is shown after signing in. */
function leadingBack(): string {
  const { pathname, search } = window.location;
  return pathname === '/' || pathname === '/sign-in'
    ? ''
    : `?to=${encodeURIComponent(pathname + search)}`;
}

function command(): string {
  return [
    `curl -X POST ${window.location.origin}/api/v1/session/link \\`,
    '  -H "Authorization: Bearer $(cat .parley/api-key)"',
  ].join('\n');
}
