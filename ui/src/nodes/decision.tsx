import { IconArrowsSplit2 } from '@tabler/icons-react';
import type { Condition, ConditionField } from '../graph/graph';
import type { KindView, Names } from './view';
import { asTyped, CHANNELS, STATUSES } from './words';

interface FieldView {
  title: string;
  operators: { value: string; label: string }[];
  first: Condition;
  says(condition: Condition, names: Names): string;
}

const named = (options: { value: string; label: string }[], value: unknown) =>
  options.find((option) => option.value === String(value))?.label ?? '…';

/** The condition fields, in the order of the menu. */
export const FIELDS: Record<ConditionField, FieldView> = {
  status: {
    title: 'Conversation Status',
    operators: [{ value: 'is', label: 'is' }],
    first: { field: 'status', operator: 'is', value: 'open', caseSensitive: false },
    says: (condition) => `status is ${named(STATUSES, condition.value)}`,
  },
  labels: {
    title: 'Conversation Labels',
    operators: [
      { value: 'present', label: 'present' },
      { value: 'absent', label: 'absent' },
    ],
    first: { field: 'labels', operator: 'present', value: '', caseSensitive: false },
    says: ({ operator, value }, names) =>
      `label ${value === '' ? '…' : (names.label(String(value)) ?? '…')} is ${operator}`,
  },
  channel: {
    title: 'Conversation Channel',
    operators: [
      { value: 'is', label: 'is' },
      { value: 'isNot', label: 'is not' },
    ],
    first: { field: 'channel', operator: 'is', value: 'whatsapp', caseSensitive: false },
    says: ({ operator, value }) =>
      `channel ${operator === 'isNot' ? 'is not' : 'is'} ${named(CHANNELS, value)}`,
  },
  starred: {
    title: 'Conversation Starred',
    operators: [{ value: 'is', label: 'is' }],
    first: { field: 'starred', operator: 'is', value: true, caseSensitive: false },
    says: ({ value }) => (String(value) === 'true' ? 'starred' : 'not starred'),
  },
  messageText: {
    title: 'Message Text',
    operators: [
      { value: 'equals', label: 'equals' },
      { value: 'contains', label: 'contains' },
      { value: 'startsWith', label: 'starts with' },
      { value: 'endsWith', label: 'ends with' },
    ],
    first: { field: 'messageText', operator: 'contains', value: '', caseSensitive: false },
    says: (condition) =>
      `message ${named(FIELDS.messageText.operators, condition.operator)} “${asTyped(String(condition.value), 30)}”`,
  },
};

/** A condition in words, also where a run tells what it saw. */
export function conditionText(condition: Condition, names: Names): string {
  return FIELDS[condition.field]?.says(condition, names) ?? condition.field;
}

export const decision: KindView<'decision'> = {
  title: 'Decision',
  category: 'Flow Control',
  help: 'Follow the True path if the conditions are met, and the False path if not.',
  keywords: 'if condition branch split else',
  icon: IconArrowsSplit2,
  colour: 'indigo',
  defaults: () => ({ match: 'all', conditions: [{ ...FIELDS.messageText.first }] }),
  summary: ({ match, conditions }, names) => {
    const said = conditions.map((condition) => conditionText(condition, names));
    if (said.length === 0) {
      return 'Add a condition';
    }
    return said.length === 1
      ? `If ${said[0]}`
      : `If ${match === 'all' ? 'all' : 'any'}: ${said.join(', ')}`;
  },
};
