import { Alert, Code, Stack, Text } from '@mantine/core';
import { EntryFrame } from '../frame/EntryFrame';
import classes from './Shell.module.css';
import { SignInForm } from './SignInForm';
import { strings } from './strings';

interface Props {
  /** The reason why a one-time link did not work. */
  failure?: string | undefined;
  notice?: string | undefined;
  onSignedIn?: () => void;
}

/** Signs in with email address and password, and shows how to get a one-time link. */
export function SignInPage({ failure, notice, onSignedIn }: Props) {
  return (
    <EntryFrame title={strings.signIn}>
      {failure && (
        <Alert color="red" variant="outline" title={strings.signInFailed} role="alert">
          {failure}
        </Alert>
      )}
      {notice && (
        <Alert color="teal" variant="outline" role="status">
          {notice}
        </Alert>
      )}
      <SignInForm onSignedIn={onSignedIn} />
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

function command(): string {
  return [
    `curl -X POST ${window.location.origin}/api/v1/session/link \\`,
    '  -H "Authorization: Bearer $(cat .parley/api-key)"',
  ].join('\n');
}
