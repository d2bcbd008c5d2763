import { Text, type TextareaProps, type TextInputProps } from '@mantine/core';
import { LimitedArea, LimitedText } from '../parts/Limited';
import type { Column } from './kind';
import { strings } from './strings';

/** The name of an item: what its form begins with. */
export function NameField({ most = 120, ...props }: TextInputProps & { most?: number }) {
  return (
    <LimitedText
      label={strings.name}
      withAsterisk
      data-autofocus
      most={most}
      autoComplete="off"
      {...props}
    />
  );
}

export const nameFault = (name: string): string | null =>
  name.trim() === '' ? strings.nameMissing : null;

export function DescriptionField(props: TextareaProps) {
  return (
    <LimitedArea
      label={strings.description}
      description={strings.optional}
      autosize
      minRows={2}
      maxRows={6}
      most={2000}
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
