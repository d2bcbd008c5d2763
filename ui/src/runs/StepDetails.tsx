import { Alert, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Channel } from '../api/conversations';
import { useMay } from '../api/session';
import type { ExecutionMode, Step } from '../api/types';
import { useCatalogue } from '../nodes/catalogues';
import { capitalized } from '../parts/characters';
import { HiddenTexts } from '../parts/HiddenTexts';
import { channelNames } from '../parts/words';
import { JsonView } from './JsonView';
import classes from './runs.module.css';
import { remedies, strings } from './strings';

/** Everything recorded of one step. */
export function StepDetails({ step, mode }: { step: Step; mode?: ExecutionMode | undefined }) {
  const mayRead = useMay()('texts:read');
  const seen = step.kind === 'decision' ? readDecision(step) : undefined;
  const text = messageTextOf(step);
  const isBare = step.input === undefined && step.output === undefined && !step.error;
  return (
    <Stack gap="sm">
      {step.error && (
        <Alert
          color="red"
          variant="outline"
          icon={<IconAlertTriangle aria-hidden />}
          title={step.error.message ?? step.error.code}
        >
          {remedies[step.error.code ?? ''] && (
            <>
              <Text size="sm" fw={600}>
                {strings.whatToDo}
              </Text>
              <Text size="sm">{remedies[step.error.code ?? '']}</Text>
            </>
          )}
        </Alert>
      )}
      {seen ? (
        <Conditions seen={seen} />
      ) : text !== undefined ? (
        <Message text={text} words={wordsOf(step, mode)} />
      ) : (
        <Data label={strings.input} value={step.input} />
      )}
      {!seen && !isOnlySent(step) && <Data label={strings.output} value={step.output} />}
      {!mayRead ? (
        <HiddenTexts />
      ) : (
        isBare && (
          <Text size="sm" c="dimmed">
            {strings.nothingRecorded}
          </Text>
        )
      )}
    </Stack>
  );
}

/** The text of a step that sends one. */
const messageTextOf = (step: Step): string | undefined => {
  const text = (step.input as { text?: unknown } | undefined)?.text;
  return step.kind === 'sendMessage' && typeof text === 'string' ? text : undefined;
};

/** Returns true if the output of a message step adds nothing to its text. */
const isOnlySent = (step: Step): boolean =>
  messageTextOf(step) !== undefined &&
  Object.keys((step.output as object | undefined) ?? {}).every((key) => key === 'changed');

const wordsOf = (step: Step, mode: ExecutionMode | undefined): string =>
  step.status !== 'completed' && step.status !== 'reused'
    ? strings.messageText
    : mode === 'test'
      ? strings.wouldHaveSent
      : strings.sent;

function Message({ text, words }: { text: string; words: string }) {
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {words}:
      </Text>
      <Text size="sm" className={classes.message}>
        {text}
      </Text>
    </div>
  );
}

function Data({ label, value }: { label: string; value: unknown }) {
  if (value === undefined || value === null) {
    return null;
  }
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {label}
      </Text>
      <JsonView label={label} value={value} />
    </div>
  );
}

interface Seen {
  match: 'all' | 'any';
  conditions: {
    field: string;
    operator: string;
    value: unknown;
    seen: unknown;
    holds: boolean;
  }[];
}

/** Returns what a decision recorded, from the output or the input of the step. */
function readDecision(step: Step): Seen | undefined {
  return [step.output, step.input].find(
    (data): data is Seen =>
      typeof data === 'object' &&
      data !== null &&
      Array.isArray((data as Partial<Seen>).conditions) &&
      (data as Seen).conditions.every((condition) => 'holds' in condition),
  );
}

/** Each condition with the value that it saw. */
function Conditions({ seen }: { seen: Seen }) {
  const labels = useCatalogue('labels');
  const word = (field: string, value: unknown): string => {
    if (value === undefined || value === null || value === '') {
      return strings.absent;
    }
    if (Array.isArray(value)) {
      return value.length === 0 ? strings.absent : value.map((one) => word(field, one)).join(', ');
    }
    const text = String(value);
    switch (field) {
      case 'labels':
        return labels?.find((label) => label.id === text)?.name ?? text;
      case 'channel':
        return text in channelNames ? channelNames[text as Channel] : text;
      case 'messageText':
        return `"${text}"`;
      default:
        return capitalized(text);
    }
  };
  return (
    <div>
      <Text size="sm" mb={4}>
        {seen.match === 'all' ? strings.matchAll : strings.matchAny}
      </Text>
      <Table withTableBorder verticalSpacing={6} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{strings.condition}</Table.Th>
            <Table.Th>{strings.seen}</Table.Th>
            <Table.Th>{strings.result}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {seen.conditions.map((condition, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no other identity
            <Table.Tr key={at}>
              <Table.Td>
                {strings.conditionFields[condition.field] ?? condition.field}{' '}
                {strings.operators[condition.operator] ?? condition.operator}{' '}
                <strong>{word(condition.field, condition.value)}</strong>
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {word(condition.field, condition.seen)}
              </Table.Td>
              <Table.Td>{condition.holds ? strings.holds : strings.holdsNot}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
