import {
  ActionIcon,
  Box,
  Button,
  Checkbox,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Condition, ConditionFacts, ConditionField, Configs } from '../../api/kinds';
import { conditionFields, kinds } from '../../generated/kinds';
import { withPart } from '../conditions';
import { OneOrNewField } from '../fields/pickers';
import { Warning } from '../fields/Warning';
import { usePanel } from '../panel';
import type { PanelProps } from '../view';

const FIELD_OPTIONS = Object.entries(conditionFields).map(([value, { title }]) => ({
  value,
  label: title,
}));

const factsOf = (field: ConditionField): ConditionFacts => conditionFields[field];

export function DecisionPanel({ config, change }: PanelProps<'decision'>) {
  const { problemAt } = usePanel();
  const { conditions } = config;
  const set = (i: number, condition: Condition) =>
    change({ conditions: conditions.map((old, at) => (at === i ? condition : old)) });
  return (
    <Stack gap="sm">
      <Box>
        <Text size="sm" fw={600} mb={4} id="decision-match">
          Conditions that must be true
        </Text>
        <SegmentedControl
          fullWidth
          aria-labelledby="decision-match"
          data={kinds.decision.settings.match.choices ?? []}
          value={config.match}
          onChange={(match) => change({ match: match as Configs['decision']['match'] })}
        />
      </Box>
      {conditions.map((condition, i) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity
          key={i}
          at={i}
          condition={condition}
          onChange={(next) => set(i, next)}
          onRemove={() => change({ conditions: conditions.filter((_, at) => at !== i) })}
          between={i === 0 ? undefined : config.match === 'all' ? 'AND' : 'OR'}
        />
      ))}
      {problemAt('/conditions') && (
        <Text size="sm" c="red">
          {problemAt('/conditions')}
        </Text>
      )}
      <Button
        variant="default"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => change({ conditions: [...conditions, conditionFields.messageText.first] })}
      >
        Add condition
      </Button>
    </Stack>
  );
}

interface RowProps {
  at: number;
  condition: Condition;
  onChange(condition: Condition): void;
  onRemove(): void;
  between: string | undefined;
}

function Row({ at, condition, onChange, onRemove, between }: RowProps) {
  const { problemAt } = usePanel();
  const facts = factsOf(condition.field);
  const number = at + 1;
  return (
    <Box component="fieldset" m={0} p={0} style={{ border: 0 }} aria-label={`Condition ${number}`}>
      {between && (
        <Text size="xs" fw={700} c="dimmed" mb={6} ta="center">
          {between}
        </Text>
      )}
      <Stack gap={6}>
        <Group gap={6} wrap="nowrap" align="start">
          <Select
            aria-label={`Field of condition ${number}`}
            allowDeselect={false}
            data={FIELD_OPTIONS}
            value={condition.field}
            onChange={(next) => next && onChange(factsOf(next as ConditionField).first)}
            error={problemAt(`/conditions/${at}/field`)}
            flex={1}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={`Remove condition ${number}`}
            onClick={onRemove}
          >
            <IconTrash size={17} aria-hidden />
          </ActionIcon>
        </Group>
        <Warning at={`/conditions/${at}/field`} />
        <Group gap={6} grow wrap="nowrap" align="start">
          <Select
            aria-label={`Operator of condition ${number}`}
            allowDeselect={false}
            data={facts.operators}
            value={condition.operator}
            onChange={(operator) => operator && onChange(withPart(condition, { operator }))}
            error={problemAt(`/conditions/${at}/operator`)}
          />
          <Value at={at} condition={condition} onChange={onChange} />
        </Group>
        {facts.caseCounts && (
          <Checkbox
            size="xs"
            label="Match upper and lower case"
            checked={condition.caseSensitive ?? false}
            onChange={(event) =>
              onChange(withPart(condition, { caseSensitive: event.currentTarget.checked }))
            }
          />
        )}
      </Stack>
    </Box>
  );
}

function Value({ at, condition, onChange }: Pick<RowProps, 'at' | 'condition' | 'onChange'>) {
  const { problemAt } = usePanel();
  const error = problemAt(`/conditions/${at}/value`);
  const label = `Value of condition ${at + 1}`;
  const { catalogue, choices, first } = factsOf(condition.field);
  if (catalogue) {
    return (
      <OneOrNewField
        aria-label={label}
        catalogue={catalogue}
        placeholder="Choose"
        pointer={`/conditions/${at}/value`}
        value={String(condition.value)}
        onChange={(value) => onChange(withPart(condition, { value }))}
      />
    );
  }
  if (!choices) {
    return (
      <TextInput
        aria-label={label}
        placeholder="Text"
        value={String(condition.value)}
        onChange={(event) => onChange(withPart(condition, { value: event.currentTarget.value }))}
        error={error}
      />
    );
  }
  const isFlag = typeof first.value === 'boolean';
  return (
    <Select
      aria-label={label}
      allowDeselect={false}
      placeholder="Choose"
      data={choices}
      value={condition.value === '' ? null : String(condition.value)}
      onChange={(value) =>
        value !== null &&
        onChange(withPart(condition, { value: isFlag ? value === 'true' : value }))
      }
      error={error}
    />
  );
}
