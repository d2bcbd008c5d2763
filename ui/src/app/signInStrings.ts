/** Texts of the sign-in page that only this page loads. */
export const signInStrings = {
  withProvider: (name: string) => `Sign in with ${name}`,
  orPassword: 'or with your password',
  forgot: 'Forgot your password?',
  resetHelp: 'We send you a link with which you choose a new password.',
  sendLink: 'Send link',
  resetSent:
    'If there is an account with this address, a link is on its way. It works once, within an hour.',
  backToSignIn: 'Back to sign-in',
};

/** The sentences about attempts to sign in through the provider that failed. */
const failures: Record<string, string> = {
  denied: 'The provider did not confirm the sign-in. Try again, and allow it there.',
  unreachable: 'The sign-in provider does not respond. Try again later.',
  expired: 'This sign-in took too long or was begun in another browser. Try again.',
  untrusted:
    'The answer of the sign-in provider could not be verified. Ask an administrator to check its settings and the clocks.',
  archived: 'Your account is archived. Ask an administrator.',
  'no-role': 'Your account at the provider has no role here. Ask an administrator.',
  'connect-first':
    'There is a person with your email address who signs in differently. Sign in as before, and connect your account on the Account page.',
  'other-account':
    'Another account of the provider is connected to the person with your email address. Ask an administrator.',
  'rate-limited': 'Too many attempts to sign in came from your network. Try again in a minute.',
  connected: 'This account of the provider is connected to another person.',
};

const failed =
  'Signing in through the provider failed. Ask an administrator to check its settings.';

export const failureText = (code: string): string =>
  Object.hasOwn(failures, code) ? (failures[code] ?? failed) : failed;
