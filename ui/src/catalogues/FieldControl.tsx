import { Select, TextInput } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Field, FieldType } from '../api/catalogues';
import { readNumber } from '../parts/number';
import { fields as strings } from './strings';

const HTML_TYPES: Partial<Record<FieldType, string>> = {
  date: 'date',
  email: 'email',
  phone: 'tel',
};

/** A value as it is written in its field. */
export const textOf = (value: unknown): string =>
  value === undefined || value === null ? '' : String(value);

/** Returns the value to store for a text; an empty text clears it. Text that is not a number is sent unchanged. */
export function readAs(type: FieldType, text: string): string | number | null {
  const written = text.trim();
  if (written === '') {
    return null;
  }
  const read = type === 'number' ? readNumber(written) : undefined;
  return read && 'number' in read ? read.number : written;
}

/** Returns the error of a text, as far as the dashboard can check it. */
function faultOf(type: FieldType, text: string): string | undefined {
  const read = type === 'number' ? readNumber(text) : undefined;
  return read && 'fault' in read ? read.fault : undefined;
}

interface Props {
  field: Field;
  value: string;
  onChange: (text: string) => void;
  error?: ReactNode;
  /** Called by fields in which the user types. */
  onBlur?: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
}

/** In which a value of a custom field is written or chosen, by its type. */
export function FieldControl({ field, value, onChange, error, ...writing }: Props) {
  const { name, type, choices, description } = field;
  const shared = { label: name, title: description || undefined, error, size: 'sm' } as const;
  if (type === 'choice') {
    return (
      <Select
        {...shared}
        placeholder={strings.noChoice}
        data={value === '' || choices.includes(value) ? choices : [...choices, value]}
        value={value === '' ? null : value}
        onChange={(chosen) => onChange(chosen ?? '')}
        clearable
        clearButtonProps={{ 'aria-label': strings.clear(name) }}
      />
    );
  }
  return (
    <TextInput
      {...shared}
      {...writing}
      error={faultOf(type, value) ?? error}
      type={HTML_TYPES[type] ?? 'text'}
      inputMode={type === 'number' ? 'decimal' : undefined}
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
