import type { Role } from '../api/session';
import type { Words } from '../catalogues/strings';

export const teamWords: Words = {
  title: 'Team',
  text: 'The people on your team. Conversations can be assigned to all of them; those with a role can sign in.',
  create: 'Add person',
  editTitle: 'Edit person',
  emptyTitle: 'No people yet',
  emptyText: 'Add the people on your team so that workflows can assign conversations to them.',
  archiveEffect:
    'Running workflows still assign conversations to this person. Workflows that use them cannot be published until you unarchive them.',
};

export const roleNames: Record<Role, string> = {
  viewer: 'Viewer',
  agent: 'Agent',
  editor: 'Editor',
  publisher: 'Publisher',
  admin: 'Administrator',
};

export const roleTexts: Record<Role, string> = {
  viewer: 'Sees workflows and runs, without the texts of customers.',
  agent: 'Works in the inbox and with contacts.',
  editor: 'Also edits, saves and tests workflows.',
  publisher: 'Also publishes and pauses workflows, and starts, cancels and retries runs.',
  admin: 'Can do everything, including people, API keys, secrets and settings.',
};

export const team = {
  user: 'Person',
  email: 'Email',
  optional: 'Optional',
  emailHelp: 'To sign in with.',
  emailMissing: 'A person who can sign in needs an email address.',
  emailWrong: 'Enter a valid email address, for example name@example.com.',
  role: 'Role',
  cannotSignIn: 'Cannot sign in',
  cannotSignInText: 'Conversations can be assigned to this person.',
  readsTexts: "May read customers' texts",
  readsTextsHelp: 'Shows conversations, contacts, and the data of runs.',
  signsIn: 'Last sign-in',
  no: 'Cannot sign in',
  notYet: 'Not yet',
  invited: 'Invited',
  signIn: 'Sign-in',
  noPassword: 'No password has been chosen for this account yet.',
  hasPassword: 'Signs in with a password.',
  provider: 'a provider that is no longer configured',
  usesProvider: (name: string) => `Signs in with ${name}.`,
  invite: 'Create invitation link',
  reset: 'Create link for a new password',
  failedInvite: 'Could not create the link',
  link: 'Invitation link',
  linkHelp: (name: string, until: string, emailed: boolean) =>
    `${emailed ? 'It was also sent by email.' : `Send it to ${name}.`} It works once, until ${until}, and is not shown again.`,
  copy: 'Copy',
  copied: 'Copied',
  cancel: 'Cancel',
  sessions: 'Ends the sessions in all browsers.',
  signOut: 'Sign out everywhere',
  signOutText: (name: string) => `End all sessions of ${name}?`,
  signedOut: (name: string) => `${name} was signed out everywhere.`,
  hasSecondFactor: 'Signs in with a code from an authenticator app.',
  removeSecondFactor: 'Remove second factor',
  removeSecondFactorText: (name: string) =>
    `Let ${name} sign in without a code? Do this only if the app is lost, and you know who asks.`,
  secondFactorRemoved: 'The second factor was removed.',
  failedAction: 'Nothing was changed',
};
