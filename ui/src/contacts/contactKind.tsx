import { Anchor, Stack, Text, TextInput } from '@mantine/core';
import { IconAddressBook } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ContactItem } from '../api/catalogues';
import type { FieldsProps, Kind } from '../catalogues/kind';
import { contactWords, strings } from './strings';

interface Draft {
  name: string;
  phone: string;
  email: string;
}

function Fields({ form }: FieldsProps<Draft, ContactItem>) {
  return (
    <Stack gap="sm">
      <TextInput
        label={strings.name}
        data-autofocus
        maxLength={200}
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <TextInput
        label={strings.phone}
        type="tel"
        maxLength={50}
        autoComplete="off"
        {...form.getInputProps('phone')}
      />
      <TextInput
        label={strings.email}
        type="email"
        maxLength={320}
        autoComplete="off"
        {...form.getInputProps('email')}
      />
    </Stack>
  );
}

function More({ item }: { item: ContactItem }) {
  return (
    <Text size="sm">
      {strings.conversations}: {strings.count(item.conversations)}{' '}
      {item.conversations > 0 && (
        <Anchor
          component={Link}
          to="/inbox"
          search={{ contact: item.id, status: 'all' } as never}
          inherit
        >
          {strings.showConversations}
        </Anchor>
      )}
    </Text>
  );
}

const called = ({ name, phone, email, id }: Partial<ContactItem>): string =>
  name ?? phone ?? email ?? id ?? '';

export const contactKind: Kind<ContactItem, Draft> = {
  catalogue: 'contacts',
  words: contactWords,
  icon: IconAddressBook,
  columns: [
    { title: strings.contact, cell: called },
    { title: strings.phone, cell: ({ phone }) => phone },
    { title: strings.email, cell: ({ email }) => email },
    { title: strings.conversations, cell: ({ conversations }) => strings.count(conversations) },
  ],
  draft: (contact) => ({
    name: contact?.name ?? '',
    phone: contact?.phone ?? '',
    email: contact?.email ?? '',
  }),
  check: ({ name, phone, email }) => ({
    name: `${name}${phone}${email}`.trim() === '' ? strings.needsOne : null,
  }),
  // Empty text clears what a contact has; a new one is told only what there is.
  body: (draft, contact) =>
    Object.fromEntries(
      Object.entries(draft)
        .map(([key, value]) => [key, value.trim()])
        .filter(([, value]) => contact !== undefined || value !== ''),
    ),
  unique: 'name',
  Fields,
  More,
  unused: true,
};
