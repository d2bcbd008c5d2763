import { NumberInput, Select, TextInput } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Field, FieldType } from '../api/catalogues';
import { fields as strings } from './strings';

const HTML_TYPES: Partial<Record<FieldType, string>> = {
  date: 'date',
  email: 'email',
  phone: 'tel',
};

/** A value as it is written in its field. */
export const textOf = (value: unknown): string =>
  value === undefined || value === null ? '' : String(value);

/** What is written in a field, as it is kept; nothing clears it. */
export function readAs(type: FieldType, text: string): string | number | null {
  const written = text.trim();
  return written === '' ? null : type === 'number' ? Number(written) : written;
}

interface Props {
  field: Field;
  value: string;
  onChange: (text: string) => void;
  error?: ReactNode;
  /** Of those in which something is written rather than chosen. */
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
  return type === 'number' ? (
    <NumberInput
      {...shared}
      {...writing}
      hideControls
      value={value}
      onChange={(next) => onChange(String(next))}
    />
  ) : (
    <TextInput
      {...shared}
      {...writing}
      type={HTML_TYPES[type] ?? 'text'}
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
