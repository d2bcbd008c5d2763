import { TextInput } from '@mantine/core';

/** A day to filter by, or none. */
export function DayField(props: { label: string; day?: string; change: (day?: string) => void }) {
  return (
    <TextInput
      type="date"
      aria-label={props.label}
      leftSection={<span style={{ fontSize: 12, paddingInline: 4 }}>{props.label}</span>}
      leftSectionWidth={46}
      value={props.day ?? ''}
      onChange={(event) => props.change(event.currentTarget.value || undefined)}
      w={172}
    />
  );
}
