import { ActionIcon, Button, Group, Input, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Field, SegmentCondition, SegmentFilter } from '../api/catalogues';
import { useCatalogue } from '../nodes/catalogues';
import { readNumber } from '../parts/number';
import { fieldChoices, needsValue, shapeOf } from './conditions';
import { strings } from './strings';

const MOST = 20;

interface Props {
  value: SegmentFilter;
  onChange: (filter: SegmentFilter) => void;
  error: ReactNode;
}

/** The conditions of a segment, each a row of field, operator and value. */
export function FilterField({ value, onChange, error }: Props) {
  const { match, conditions } = value;
  const setAt = (at: number, condition: SegmentCondition) =>
    onChange({ match, conditions: conditions.map((one, i) => (i === at ? condition : one)) });
  return (
    <Input.Wrapper error={error} labelElement="div">
      <Stack gap="xs">
        <Select
          label={strings.match}
          allowDeselect={false}
          data={[
            { value: 'all', label: strings.matchAll },
            { value: 'any', label: strings.matchAny },
          ]}
          value={match}
          onChange={(next) => onChange({ match: next === 'any' ? 'any' : 'all', conditions })}
        />
        {conditions.map((condition, at) => (
          <Row
            // biome-ignore lint/suspicious/noArrayIndexKey: a condition is known by its place alone
            key={at}
            at={at + 1}
            condition={condition}
            change={(next) => setAt(at, next)}
            remove={
              conditions.length > 1
                ? () => onChange({ match, conditions: conditions.filter((_, i) => i !== at) })
                : undefined
            }
          />
        ))}
        <Group>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            disabled={conditions.length >= MOST}
            onClick={() =>
              onChange({
                match,
                conditions: [
                  ...conditions,
                  { field: 'contact.name', operator: 'contains', value: '' },
                ],
              })
            }
          >
            {strings.addCondition}
          </Button>
        </Group>
      </Stack>
    </Input.Wrapper>
  );
}

interface RowProps {
  at: number;
  condition: SegmentCondition;
  change: (condition: SegmentCondition) => void;
  remove: (() => void) | undefined;
}

function Row({ at, condition, change, remove }: RowProps) {
  const choice = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  const labels = (useCatalogue('labels') ?? []).map(choice);
  const users = useCatalogue('users') ?? [];
  const personas = useCatalogue('personas') ?? [];
  const fields = useCatalogue<Field>('fields') ?? [];
  const shape = (field: string) => shapeOf(field, labels, [...users, ...personas].map(choice));
  const { field, operator, value } = condition;
  const { operators, values } = shape(field);
  const isSize = operator === 'greaterThan' || operator === 'lessThan';
  const read = isSize ? readNumber(String(value ?? '')) : undefined;
  return (
    <Group
      gap="xs"
      wrap="nowrap"
      align="flex-start"
      role="group"
      aria-label={strings.condition(at)}
    >
      <Select
        aria-label={strings.fieldOf(at)}
        allowDeselect={false}
        searchable
        data={fieldChoices(fields)}
        value={field}
        onChange={(next) => {
          if (next && next !== field) {
            const first = shape(next).operators[0] ?? 'is';
            change({ field: next, operator: first, value: '' });
          }
        }}
        flex={1.3}
      />
      <Select
        aria-label={strings.operatorOf(at)}
        allowDeselect={false}
        data={operators.map((one) => ({ value: one, label: strings.operators[one] ?? one }))}
        value={operator}
        onChange={(next) => next && change({ ...condition, operator: next })}
        flex={1}
      />
      {needsValue(condition) &&
        (values ? (
          <Select
            aria-label={strings.valueOf(at)}
            allowDeselect={false}
            searchable
            data={values}
            value={value === undefined || value === '' ? null : String(value)}
            onChange={(next) => next && change({ ...condition, value: next })}
            flex={1.2}
          />
        ) : (
          <TextInput
            aria-label={strings.valueOf(at)}
            value={String(value ?? '')}
            error={read && 'fault' in read ? read.fault : undefined}
            onChange={(event) => change({ ...condition, value: event.currentTarget.value })}
            flex={1.2}
          />
        ))}
      {remove && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={strings.removeCondition(at)}
          onClick={remove}
        >
          <IconTrash size={17} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}
