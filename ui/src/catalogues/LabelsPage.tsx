import { Stack } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import type { Label } from '../api/catalogues';
import { LabelChip } from '../parts/Marks';
import { Catalogue } from './Catalogue';
import { ColourField } from './ColourField';
import { DescriptionField, descriptionColumn, NameField, nameFault } from './inputs';
import type { FieldsProps, Kind } from './kind';
import { labels, labelWords, strings } from './strings';

interface Draft {
  name: string;
  colour: string;
  description: string;
}

function Fields({ form }: FieldsProps<Draft, Label>) {
  const { error, value, onChange } = form.getInputProps('colour');
  return (
    <Stack gap="sm">
      <NameField most={80} {...form.getInputProps('name')} />
      <ColourField label={strings.colour} value={value} onChange={onChange} error={error} />
      <DescriptionField
        description={labels.descriptionHelp}
        {...form.getInputProps('description')}
      />
    </Stack>
  );
}

const kind: Kind<Label, Draft> = {
  catalogue: 'labels',
  scope: 'catalogs:write',
  words: labelWords,
  icon: IconTag,
  columns: [
    { title: labels.label, cell: ({ name, colour }) => <LabelChip name={name} colour={colour} /> },
    descriptionColumn,
  ],
  draft: (label) => ({
    name: label?.name ?? '',
    colour: label?.colour ?? 'gray',
    description: label?.description ?? '',
  }),
  check: ({ name }) => ({ name: nameFault(name) }),
  body: (draft) => draft,
  unique: 'name',
  Fields,
};

export const LabelsPage = () => <Catalogue kind={kind} as="page" />;
