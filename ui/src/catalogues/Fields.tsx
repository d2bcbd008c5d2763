import { Code, Select, Stack, TagsInput } from '@mantine/core';
import { IconForms } from '@tabler/icons-react';
import { type Field, type FieldType, fieldTypes } from '../api/catalogues';
import { keyOf } from '../nodes/fieldKey';
import { LimitedText } from '../parts/Limited';
import { DescriptionField, descriptionColumn, NameField, nameFault } from './inputs';
import type { FieldsProps, Kind } from './kind';
import { fields, fieldWords } from './strings';

interface Draft {
  name: string;
  key: string;
  type: FieldType;
  choices: string[];
  description: string;
}

function Fields({ form, item }: FieldsProps<Draft, Field>) {
  const name = form.getInputProps('name');
  const { type } = form.getValues();
  return (
    <Stack gap="sm">
      <NameField
        {...name}
        onChange={(event) => {
          const { name: before, key } = form.getValues();
          const next = event.currentTarget.value;
          name.onChange(event);
          // The key follows the name until the user edits the key.
          if (!item && key === keyOf(before)) {
            form.setFieldValue('key', keyOf(next));
          }
        }}
      />
      <LimitedText
        label={fields.key}
        description={item ? fields.keyFixed : fields.keyHelp}
        withAsterisk={!item}
        readOnly={item !== undefined}
        most={63}
        ff="monospace"
        {...form.getInputProps('key')}
      />
      <Select
        label={fields.type}
        description={item ? fields.typeFixed : undefined}
        readOnly={item !== undefined}
        allowDeselect={false}
        data={fieldTypes.map((value) => ({ value, label: fields.types[value] }))}
        {...form.getInputProps('type')}
      />
      {type === 'choice' && (
        <TagsInput
          label={fields.choices}
          description={fields.choicesHelp}
          withAsterisk
          splitChars={[]}
          maxTags={100}
          {...form.getInputProps('choices')}
        />
      )}
      <DescriptionField {...form.getInputProps('description')} />
    </Stack>
  );
}

export const fieldKind: Kind<Field, Draft> = {
  catalogue: 'fields',
  scope: 'catalogs:write',
  words: fieldWords,
  icon: IconForms,
  columns: [
    { title: fields.field, cell: ({ name }) => name },
    { title: fields.key, cell: ({ key }) => <Code>{key}</Code> },
    {
      title: fields.type,
      cell: ({ type, choices }) =>
        type === 'choice' ? `${fields.types.choice}: ${choices.join(', ')}` : fields.types[type],
    },
    descriptionColumn,
  ],
  draft: (field) => ({
    name: field?.name ?? '',
    key: field?.key ?? '',
    type: field?.type ?? 'text',
    choices: field?.choices ?? [],
    description: field?.description ?? '',
  }),
  check: ({ name, key, type, choices }) => ({
    name: nameFault(name),
    key: /^[a-z][a-zA-Z0-9_]{0,62}$/.test(key) ? null : fields.keyWrong,
    choices: type === 'choice' && choices.length === 0 ? fields.choicesMissing : null,
  }),
  body: ({ name, key, type, choices, description }, field) => ({
    name,
    description,
    ...(field ? {} : { key, type }),
    ...(type === 'choice' && { choices }),
  }),
  unique: 'key',
  Fields,
};
