import { Checkbox, NativeSelect, Stack, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import type { User } from '../api/catalogues';
import type { Role } from '../api/session';
import { Catalogue } from '../catalogues/Catalogue';
import classes from '../catalogues/catalogues.module.css';
import { NameField, nameFault } from '../catalogues/inputs';
import type { FieldsProps, Kind } from '../catalogues/kind';
import { LimitedText } from '../parts/Limited';
import { Avatar } from '../parts/Marks';
import { Ago } from '../parts/Time';
import { Access } from './Access';
import { roleNames, roleTexts, team, teamWords } from './teamStrings';

interface Draft {
  name: string;
  email: string;
  /** Empty for a user who cannot sign in. */
  role: Role | '';
  readsTexts: boolean;
}

function Fields({ form }: FieldsProps<Draft, User>) {
  const { role } = form.values;
  return (
    <Stack gap="sm">
      <NameField {...form.getInputProps('name')} />
      <LimitedText
        label={team.email}
        description={role === '' ? team.optional : team.emailHelp}
        type="email"
        most={320}
        autoComplete="off"
        {...form.getInputProps('email')}
      />
      <NativeSelect
        label={team.role}
        description={role === '' ? team.cannotSignInText : roleTexts[role]}
        data={[
          { value: '', label: team.cannotSignIn },
          ...Object.entries(roleNames).map(([value, label]) => ({ value, label })),
        ]}
        {...form.getInputProps('role')}
      />
      {role === 'viewer' && (
        <Checkbox
          label={team.readsTexts}
          description={team.readsTextsHelp}
          {...form.getInputProps('readsTexts', { type: 'checkbox' })}
        />
      )}
    </Stack>
  );
}

/** The date of the last sign-in, or why there is none. */
function SignsIn({ user }: { user: User }) {
  if (!user.role) {
    return (
      <Text size="sm" c="dimmed">
        {team.no}
      </Text>
    );
  }
  return user.signedInAt ? (
    <Ago time={user.signedInAt} />
  ) : user.hasPassword ? (
    team.notYet
  ) : (
    team.invited
  );
}

export const teamKind: Kind<User, Draft> = {
  catalogue: 'users',
  scope: 'people:write',
  words: teamWords,
  icon: IconUsers,
  columns: [
    {
      title: team.user,
      cell: ({ name }) => (
        <span className={classes.named}>
          <Avatar name={name} colour="gray" />
          {name}
        </span>
      ),
    },
    { title: team.email, cell: ({ email }) => email },
    { title: team.role, cell: ({ role }) => role && roleNames[role] },
    { title: team.signsIn, cell: (user) => <SignsIn user={user} /> },
  ],
  draft: (user) => ({
    name: user?.name ?? '',
    email: user?.email ?? '',
    role: user?.role ?? '',
    readsTexts: user?.readsTexts ?? false,
  }),
  check: ({ name, email, role }) => ({
    name: nameFault(name),
    email:
      email.trim() === ''
        ? role !== '' && team.emailMissing
        : /^[^@\s]+@[^@\s]+$/.test(email.trim())
          ? null
          : team.emailWrong,
  }),
  body: ({ name, email, role, readsTexts }, user) => ({
    name,
    email,
    ...(role !== '' && { role }),
    ...(role === '' && user?.role && { maySignIn: false }),
    ...(role === 'viewer' && { readsTexts }),
  }),
  unique: 'name',
  Fields,
  More: Access,
  staysOpen: (user) => user.role !== undefined,
};

/** The people of the team: whom conversations are assigned to, and who signs in. */
export const Team = () => <Catalogue kind={teamKind} as="part" />;
