import { Stack, Text } from '@mantine/core';
import { IconRobot } from '@tabler/icons-react';
import type { Persona } from '../api/catalogues';
import { LimitedArea, LimitedText } from '../parts/Limited';
import { Avatar } from '../parts/Marks';
import { Catalogue } from './Catalogue';
import { ColourField } from './ColourField';
import classes from './catalogues.module.css';
import { NameField, nameFault } from './inputs';
import type { FieldsProps, Kind } from './kind';
import { personas, personaWords } from './strings';

interface Draft {
  name: string;
  tone: string;
  instructions: string;
  colour: string;
}

function Fields({ form }: FieldsProps<Draft, Persona>) {
  const { error, value, onChange } = form.getInputProps('colour');
  return (
    <Stack gap="sm">
      <NameField {...form.getInputProps('name')} />
      <LimitedText
        label={personas.tone}
        description={personas.toneHelp}
        most={200}
        {...form.getInputProps('tone')}
      />
      <LimitedArea
        label={personas.instructions}
        description={personas.instructionsHelp}
        autosize
        minRows={4}
        maxRows={14}
        most={20_000}
        {...form.getInputProps('instructions')}
      />
      <ColourField label={personas.colour} value={value} onChange={onChange} error={error} />
    </Stack>
  );
}

const kind: Kind<Persona, Draft> = {
  catalogue: 'personas',
  scope: 'catalogs:write',
  words: personaWords,
  icon: IconRobot,
  columns: [
    {
      title: personas.persona,
      cell: ({ name, colour }) => (
        <span className={classes.named}>
          <Avatar name={name} colour={colour} />
          {name}
        </span>
      ),
    },
    { title: personas.tone, cell: ({ tone }) => tone },
    {
      title: personas.instructions,
      cell: ({ instructions }) => (
        <Text size="sm" c="dimmed" lineClamp={2} maw={520}>
          {instructions}
        </Text>
      ),
    },
  ],
  draft: (persona) => ({
    name: persona?.name ?? '',
    tone: persona?.tone ?? '',
    instructions: persona?.instructions ?? '',
    colour: persona?.colour ?? 'indigo',
  }),
  check: ({ name }) => ({ name: nameFault(name) }),
  body: (draft) => draft,
  unique: 'name',
  Fields,
};

export const PersonasPage = () => <Catalogue kind={kind} as="page" />;
