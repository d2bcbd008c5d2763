import { Stack } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import type { User } from '../api/catalogues';
import { LimitedText } from '../parts/Limited';
import { Avatar } from '../parts/Marks';
import classes from './catalogues.module.css';
import { NameField, nameFault } from './inputs';
import type { FieldsProps, Kind } from './kind';
import { strings, users, userWords } from './strings';

interface Draft {
  name: string;
  email: string;
}

function Fields({ form }: FieldsProps<Draft, User>) {
  return (
    <Stack gap="sm">
      <NameField {...form.getInputProps('name')} />
      <LimitedText
        label={users.email}
        description={strings.optional}
        type="email"
        most={320}
        autoComplete="off"
        {...form.getInputProps('email')}
      />
    </Stack>
  );
}

export const userKind: Kind<User, Draft> = {
  catalogue: 'users',
  words: userWords,
  icon: IconUsers,
  columns: [
    {
      title: users.user,
      cell: ({ name }) => (
        <span className={classes.named}>
          <Avatar name={name} colour="gray" />
          {name}
        </span>
      ),
    },
    { title: users.email, cell: ({ email }) => email },
  ],
  draft: (user) => ({ name: user?.name ?? '', email: user?.email ?? '' }),
  check: ({ name, email }) => ({
    name: nameFault(name),
    email: email.trim() === '' || /^[^@\s]+@[^@\s]+$/.test(email.trim()) ? null : users.emailWrong,
  }),
  body: (draft) => draft,
  unique: 'name',
  Fields,
};
