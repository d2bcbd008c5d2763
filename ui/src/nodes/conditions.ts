import type { Condition, ConditionFacts } from '../api/kinds';
import { conditionFields } from '../generated/kinds';
import type { Names } from './names';
import { asTyped } from './words';

/** The same condition with one part of it changed. */
export function withPart(
  condition: Condition,
  part: { operator?: string; value?: string | boolean; caseSensitive?: boolean },
): Condition {
  return { ...condition, ...part } as Condition;
}

/** Returns a condition in words. */
export function conditionText({ field, operator, value }: Condition, names: Names): string {
  const facts: ConditionFacts | undefined = conditionFields[field];
  if (!facts) {
    return field;
  }
  const { says, operators, choices, catalogue } = facts;
  const chosen = choices?.find((choice) => choice.value === String(value))?.label;
  const shown = catalogue
    ? ((value && names(catalogue, String(value))) ?? '…')
    : choices
      ? (chosen ?? '…')
      : asTyped(String(value), 30);
  const text = says
    .replace('{operator}', operators.find((one) => one.value === operator)?.label ?? '…')
    // A function, so that a dollar sign in a text is one.
    .replace('{value}', () => shown || '…');
  return says === '{value}' ? text.toLowerCase() : text;
}
