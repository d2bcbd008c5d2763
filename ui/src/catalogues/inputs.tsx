import { Text, Textarea, type TextareaProps, TextInput, type TextInputProps } from '@mantine/core';
import type { Column } from './kind';
import { strings } from './strings';

/** The name of an item: what its form begins with. */
export function NameField(props: TextInputProps) {
  return (
    <TextInput
      label={strings.name}
      withAsterisk
      data-autofocus
      maxLength={120}
      autoComplete="off"
      {...props}
    />
  );
}

export const nameFault = (name: string): string | null =>
  name.trim() === '' ? strings.nameMissing : null;

export function DescriptionField(props: TextareaProps) {
  return (
    <Textarea
      label={strings.description}
      description={strings.optional}
      autosize
      minRows={2}
      maxRows={6}
      maxLength={2000}
      {...props}
    />
  );
}

export const descriptionColumn: Column<{ description: string }> = {
  title: strings.description,
  cell: ({ description }) => (
    <Text size="sm" c="dimmed" lineClamp={2}>
      {description}
    </Text>
  ),
};
