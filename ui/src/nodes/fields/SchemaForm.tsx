import { Input, Select, Stack, Switch, Text } from '@mantine/core';
import { NumberField } from '../../parts/NumberField';
import { usePanel } from '../panel';
import { JsonField } from './JsonField';
import { TemplateField } from './TemplateField';
import { Warning } from './Warning';

interface Schema {
  type?: string | string[];
  title?: string;
  description?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  minimum?: number;
  maximum?: number;
  default?: unknown;
}

interface Props {
  /** JSON Schema of an object; anything else is edited as JSON. */
  schema: unknown;
  value: Record<string, unknown>;
  onChange(value: Record<string, unknown>): void;
}

/** A form for the arguments of a skill. Texts may hold variables; what is nested is edited as JSON. */
export function SchemaForm({ schema, value, onChange }: Props) {
  const { problemAt } = usePanel();
  const properties = (schema as Schema | undefined)?.properties;
  if (!properties) {
    return (
      <JsonField
        label="Arguments"
        value={value}
        onChange={(next) => onChange(isRecord(next) ? next : {})}
        error={problemAt('/arguments')}
      />
    );
  }
  const required = new Set((schema as Schema).required);
  const names = Object.keys(properties);
  const set = (name: string, next: unknown) => {
    const { [name]: _, ...others } = value;
    onChange(next === undefined || next === '' ? others : { ...others, [name]: next });
  };
  return (
    <Stack gap="sm" role="group" aria-label="Arguments">
      {names.length === 0 && (
        <Text size="sm" c="dimmed">
          This skill takes no arguments.
        </Text>
      )}
      {names.map((name) => (
        <Field
          key={name}
          name={name}
          schema={properties[name] as Schema}
          required={required.has(name)}
          value={value[name]}
          onChange={(next) => set(name, next)}
          error={problemAt(`/arguments/${name}`)}
        />
      ))}
    </Stack>
  );
}

interface FieldProps {
  name: string;
  schema: Schema;
  required: boolean;
  value: unknown;
  onChange(value: unknown): void;
  error: string | undefined;
}

function Field({ name, schema, required, value, onChange, error }: FieldProps) {
  const label = schema.title ?? name;
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== 'null') : schema.type;
  const shared = { label, description: schema.description, error };
  if (schema.enum) {
    return (
      <Select
        {...shared}
        withAsterisk={required}
        clearable={!required}
        data={schema.enum.map(String)}
        value={value === undefined ? null : String(value)}
        onChange={(chosen) => onChange(schema.enum?.find((one) => String(one) === chosen))}
      />
    );
  }
  switch (type) {
    case 'boolean':
      return (
        <Input.Wrapper {...shared} label={undefined} description={undefined}>
          <Switch
            label={label}
            description={schema.description}
            checked={value === true}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
        </Input.Wrapper>
      );
    case 'number':
    case 'integer':
      return (
        <NumberField
          {...shared}
          withAsterisk={required}
          whole={type === 'integer'}
          min={schema.minimum}
          max={schema.maximum}
          value={typeof value === 'number' ? value : undefined}
          onChange={onChange}
          // Kept as it was written: the check of the arguments finds it, which beats leaving it out.
          onWrong={onChange}
        />
      );
    case 'string':
      return (
        <TemplateField
          label={label}
          description={schema.description}
          pointer={`/arguments/${name}`}
          value={typeof value === 'string' ? value : ''}
          onChange={onChange}
          required={required}
          rows={1}
          outside
        />
      );
    default:
      return (
        <div>
          <JsonField {...shared} value={value} onChange={onChange} />
          <Warning at={`/arguments/${name}`} />
        </div>
      );
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
