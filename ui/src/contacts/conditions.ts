import type { Field, SegmentCondition } from '../api/catalogues';
import { readNumber } from '../parts/number';
import { channelNames, conversationStatuses, sentiments } from '../parts/words';
import { strings } from './strings';

export interface Choice {
  value: string;
  label: string;
}

interface Shape {
  operators: readonly string[];
  /** The choices; undefined for free text. */
  values?: Choice[];
}

const TEXTS = ['is', 'isNot', 'contains', 'startsWith', 'present', 'absent'] as const;
const KEYED = [...TEXTS.slice(0, 4), 'greaterThan', 'lessThan', 'present', 'absent'];

const named = (names: Record<string, string>): Choice[] =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

/** Returns the operators and the choices of a field. */
export function shapeOf(field: string, labels: Choice[], people: Choice[]): Shape {
  switch (field) {
    case 'conversation.status':
      return { operators: ['is'], values: named(conversationStatuses) };
    case 'conversation.channel':
      return {
        operators: ['is', 'isNot'],
        values: named(channelNames),
      };
    case 'conversation.starred':
      return { operators: ['is'], values: named(strings.yesNo) };
    case 'conversation.label':
      return { operators: ['present', 'absent'], values: labels };
    case 'conversation.assignee':
      return { operators: ['is', 'isNot', 'present', 'absent'], values: people };
    case 'conversation.sentiment':
      return {
        operators: ['is', 'isNot'],
        values: named(sentiments),
      };
    default:
      return { operators: field.includes('.fields.') ? KEYED : TEXTS };
  }
}

export function fieldChoices(fields: Field[]): Choice[] {
  return [
    ...named(strings.fields),
    ...fields.map(({ key, name }) => ({
      value: `conversation.fields.${key}`,
      label: strings.customField(name),
    })),
    ...fields.map(({ key, name }) => ({
      value: `contact.fields.${key}`,
      label: strings.contactField(name),
    })),
  ];
}

/** Labels are present or absent by their id; of all else what is there needs no value. */
export const needsValue = ({ field, operator }: SegmentCondition): boolean =>
  field === 'conversation.label' || (operator !== 'present' && operator !== 'absent');

/** As the server wants it: yes and no as such, numbers where sizes are compared. */
export function sent(condition: SegmentCondition): SegmentCondition {
  const { field, operator, value } = condition;
  if (!needsValue(condition)) {
    return { field, operator };
  }
  if (field === 'conversation.starred') {
    return { field, operator, value: String(value) === 'true' };
  }
  const isSize = operator === 'greaterThan' || operator === 'lessThan';
  const read = isSize && typeof value === 'string' ? readNumber(value) : undefined;
  return { field, operator, value: read && 'number' in read ? read.number : value };
}
