import { Stack, Text, Title } from '@mantine/core';
import { IconAddressBook } from '@tabler/icons-react';
import type { ContactItem, Field, FieldType } from '../api/catalogues';
import { FieldControl, readAs, textOf } from '../catalogues/FieldControl';
import type { FieldsProps, Kind } from '../catalogues/kind';
import { useCatalogue } from '../nodes/catalogues';
import { AnchorLink } from '../parts/AnchorLink';
import { LimitedText } from '../parts/Limited';
import { PersonalData } from './PersonalData';
import { contactWords, strings } from './strings';

interface Draft {
  name: string;
  phone: string;
  email: string;
  /** Custom fields that were touched, by key, as they are written. */
  fields: Record<string, { type: FieldType; text: string }>;
}

function Fields({ form, item }: FieldsProps<Draft, ContactItem>) {
  return (
    <Stack gap="sm">
      <LimitedText
        label={strings.name}
        data-autofocus
        most={200}
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <LimitedText
        label={strings.phone}
        type="tel"
        most={50}
        autoComplete="off"
        {...form.getInputProps('phone')}
      />
      <LimitedText
        label={strings.email}
        type="email"
        most={320}
        autoComplete="off"
        {...form.getInputProps('email')}
      />
      <CustomFields form={form} item={item} />
    </Stack>
  );
}

function CustomFields({ form, item }: FieldsProps<Draft, ContactItem>) {
  const fields = useCatalogue<Field>('fields') ?? [];
  const touched = form.values.fields;
  return fields.length === 0 ? null : (
    <section>
      <Title order={3} size="h5" mb="xs">
        {strings.customFields}
      </Title>
      <Stack gap="xs">
        {fields.map((field) => {
          const { id, key, type } = field;
          return (
            <FieldControl
              key={id}
              field={field}
              value={touched[key]?.text ?? textOf(item?.fields[key])}
              error={form.errors[`fields.${key}`]}
              onChange={(text) => {
                form.setFieldValue('fields', { ...touched, [key]: { type, text } });
                form.clearFieldError(`fields.${key}`);
              }}
            />
          );
        })}
      </Stack>
    </section>
  );
}

function More({ item }: { item: ContactItem }) {
  return (
    <>
      <Text size="sm">
        {strings.conversations}: {strings.count(item.conversations)}{' '}
        {item.conversations > 0 && (
          <AnchorLink to="/inbox" search={{ contact: item.id, status: 'all' }} inherit>
            {strings.showConversations}
          </AnchorLink>
        )}
      </Text>
      <PersonalData contact={item} called={called(item)} />
    </>
  );
}

const called = ({ name, phone, email, id }: Partial<ContactItem>): string =>
  name ?? phone ?? email ?? id ?? '';

export const contactKind: Kind<ContactItem, Draft> = {
  catalogue: 'contacts',
  scope: 'contacts:write',
  words: contactWords,
  icon: IconAddressBook,
  columns: [
    { title: strings.contact, cell: called },
    { title: strings.phone, cell: ({ phone }) => phone },
    { title: strings.email, cell: ({ email }) => email },
    { title: strings.conversations, cell: ({ conversations }) => strings.count(conversations) },
  ],
  called,
  draft: (contact) => ({
    name: contact?.name ?? '',
    phone: contact?.phone ?? '',
    email: contact?.email ?? '',
    fields: {},
  }),
  check: ({ name, phone, email }) => ({
    name: `${name}${phone}${email}`.trim() === '' ? strings.needsOne : null,
  }),
  // Empty text clears a field of a contact; for a new contact, empty fields are left out.
  body: ({ fields, ...texts }, contact) => ({
    ...Object.fromEntries(
      Object.entries(texts)
        .map(([key, value]) => [key, value.trim()])
        .filter(([, value]) => contact !== undefined || value !== ''),
    ),
    ...(Object.keys(fields).length > 0 && {
      fields: Object.fromEntries(
        Object.entries(fields).map(([key, { type, text }]) => [key, readAs(type, text)]),
      ),
    }),
  }),
  unique: 'name',
  Fields,
  More,
  unused: true,
};
