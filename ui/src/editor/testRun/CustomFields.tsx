import { TextInput } from '@mantine/core';
import { useCatalogue } from '../../nodes/catalogues';
import { NumberField } from '../../parts/NumberField';
import type { Json } from './json';

/** One input for each custom field of the workspace. */
export function CustomFields({ fields, onChange }: { fields: Json; onChange(fields: Json): void }) {
  const known = useCatalogue<{ id: string; name: string; key?: string; type?: string }>('fields');
  return (known ?? []).map((field) => {
    const key = field.key ?? field.name;
    const value = fields[key];
    return field.type === 'number' ? (
      <NumberField
        key={key}
        label={field.name}
        value={typeof value === 'number' ? value : undefined}
        onChange={(next) => onChange({ ...fields, [key]: next })}
        onWrong={(text) => onChange({ ...fields, [key]: text })}
      />
    ) : (
      <TextInput
        key={key}
        label={field.name}
        value={value === undefined ? '' : String(value)}
        onChange={(e) => onChange({ ...fields, [key]: e.currentTarget.value || undefined })}
      />
    );
  });
}
