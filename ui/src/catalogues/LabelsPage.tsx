import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import type { Label } from '../api/catalogues';
import { LabelChip } from '../parts/Marks';
import { PageFrame } from '../parts/PageFrame';
import { Catalogue } from './Catalogue';
import { ColourField } from './ColourField';
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
      <TextInput
        label={strings.name}
        withAsterisk
        data-autofocus
        maxLength={80}
        {...form.getInputProps('name')}
      />
      <ColourField label={strings.colour} value={value} onChange={onChange} error={error} />
      <Textarea
        label={labels.description}
        description={labels.descriptionHelp}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        {...form.getInputProps('description')}
      />
    </Stack>
  );
}

const kind: Kind<Label, Draft> = {
  catalogue: 'labels',
  words: labelWords,
  icon: IconTag,
  columns: [
    { title: labels.label, cell: ({ name, colour }) => <LabelChip name={name} colour={colour} /> },
    {
      title: labels.description,
      cell: ({ description }) => (
        <Text size="sm" c="dimmed" lineClamp={2}>
          {description}
        </Text>
      ),
    },
  ],
  draft: (label) => ({
    name: label?.name ?? '',
    colour: label?.colour ?? 'gray',
    description: label?.description ?? '',
  }),
  check: ({ name }) => ({ name: name.trim() === '' ? strings.nameMissing : null }),
  body: (draft) => draft,
  unique: 'name',
  Fields,
};

const route = getRouteApi('/shell/labels');

export function LabelsPage() {
  const navigate = route.useNavigate();
  return (
    <Catalogue
      kind={kind}
      search={route.useSearch()}
      change={(patch, replace = false) =>
        navigate({ search: (before) => ({ ...before, ...patch }), replace })
      }
      frame={(actions, content) => (
        <PageFrame title={labelWords.title} actions={actions}>
          <Text c="dimmed" mb="md" maw={720}>
            {labelWords.text}
          </Text>
          {content}
        </PageFrame>
      )}
    />
  );
}
