import { Code, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import type { SkillSet } from '../api/catalogues';
import { Catalogue } from '../catalogues/Catalogue';
import { DescriptionField, NameField, nameFault } from '../catalogues/inputs';
import type { FieldsProps, Kind } from '../catalogues/kind';
import { HealthBadge, SkillSetFacts } from './SkillSetFacts';
import { skillSetWords, strings } from './strings';

interface Draft {
  name: string;
  description: string;
  url: string;
  headerName: string;
  headerValue: string;
}

function Fields({ form, item }: FieldsProps<Draft, SkillSet>) {
  const isFixed = item?.builtIn === true;
  return (
    <Stack gap="sm">
      <NameField {...form.getInputProps('name')} />
      <TextInput
        label={strings.address}
        description={isFixed ? strings.builtInAddress : strings.addressHelp}
        withAsterisk={!isFixed}
        readOnly={isFixed}
        autoComplete="off"
        {...form.getInputProps('url')}
      />
      {!isFixed && (
        <>
          <TextInput
            label={strings.headerName}
            description={strings.headerNameHelp}
            autoComplete="off"
            {...form.getInputProps('headerName')}
          />
          <PasswordInput
            label={strings.headerValue}
            description={item?.header ? strings.headerKept : strings.headerValueHelp}
            autoComplete="new-password"
            {...form.getInputProps('headerValue')}
          />
        </>
      )}
      <DescriptionField {...form.getInputProps('description')} />
      {form.submitting && (
        <Text size="sm" c="dimmed" role="status">
          {strings.installing}
        </Text>
      )}
    </Stack>
  );
}

/** Sent only when it is new, replaced or taken away. */
function header({ headerName, headerValue }: Draft, item: SkillSet | undefined) {
  const name = headerName.trim();
  if (headerValue !== '') {
    return { header: { name, value: headerValue } };
  }
  return item?.header && name === '' ? { header: { name: '', value: '' } } : {};
}

const kind: Kind<SkillSet, Draft> = {
  catalogue: 'skill-sets',
  scope: 'settings:write',
  words: skillSetWords,
  icon: IconSparkles,
  columns: [
    { title: strings.skillSet, cell: ({ name }) => name },
    {
      title: strings.address,
      cell: ({ builtIn, url }) => (builtIn ? strings.builtIn : <Code>{url}</Code>),
    },
    { title: strings.skills, cell: ({ skills }) => strings.skillCount(skills.length) },
    { title: strings.health, cell: ({ health }) => <HealthBadge health={health} /> },
  ],
  draft: (item) => ({
    name: item?.name ?? '',
    description: item?.description ?? '',
    url: item?.url ?? '',
    headerName: item?.header ?? '',
    headerValue: '',
  }),
  check: ({ name, url, headerName, headerValue }) => ({
    name: nameFault(name),
    url: url.trim() === '' ? strings.addressMissing : null,
    headerName: headerValue !== '' && headerName.trim() === '' ? strings.headerNameMissing : null,
  }),
  body: (draft, item) => ({
    name: draft.name,
    description: draft.description,
    ...(!item?.builtIn && { url: draft.url.trim(), ...header(draft, item) }),
  }),
  unique: 'name',
  Fields,
  More: SkillSetFacts,
};

export const SkillSetsPage = () => <Catalogue kind={kind} as="page" />;
