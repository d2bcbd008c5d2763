import { NumberInput, Select, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Field } from '../api/catalogues';
import { changeConversation } from '../api/conversations';
import { isProblem, messageOf } from '../api/problem';
import { useChange } from './actions';

interface Props {
  field: Field;
  conversationId: string;
  value: unknown;
}

const HTML_TYPES: Partial<Record<Field['type'], string>> = {
  date: 'date',
  email: 'email',
  phone: 'tel',
};

/** A custom field of a conversation. What was typed is kept on leaving the field, or with Enter. */
export function FieldInput({ field, conversationId, value }: Props) {
  const { key, name, type, choices, description } = field;
  const kept = value === undefined || value === null ? '' : String(value);
  const [text, setText] = useState(kept);
  const change = useChange(conversationId, true);
  const shown = useRef(kept);
  const sentText = useRef<string>(undefined);
  // A workflow may fill it meanwhile; what somebody is typing stays theirs until they leave.
  useEffect(() => {
    const untouched = [shown.current, sentText.current, kept];
    shown.current = kept;
    sentText.current = undefined;
    setText((now) => (untouched.includes(now.trim()) ? kept : now));
  }, [kept]);
  /** Leaving the field after Enter sends nothing anew; another Enter does, after a refusal. */
  const keep = (next: string, isAgain = false) => {
    if (next === kept) {
      change.reset();
      return;
    }
    if (next === sentText.current && !(isAgain && change.isError)) {
      return;
    }
    sentText.current = next;
    const sent = next === '' ? null : type === 'number' ? Number(next) : next;
    change.mutate({ make: () => changeConversation(conversationId, { fields: { [key]: sent } }) });
  };
  const error = change.isError ? faultOf(change.error) : undefined;
  const shared = {
    label: name,
    title: description || undefined,
    size: 'sm',
    error,
    onBlur: () => keep(text.trim()),
    onKeyDown: (event: { key: string }) => {
      if (event.key === 'Enter') {
        keep(text.trim(), true);
      }
    },
  } as const;
  if (type === 'choice') {
    return (
      <Select
        label={name}
        title={description || undefined}
        error={error}
        placeholder="–"
        data={kept === '' || choices.includes(kept) ? choices : [...choices, kept]}
        value={kept === '' ? null : kept}
        onChange={(chosen) => keep(chosen ?? '')}
        clearable
        clearButtonProps={{ 'aria-label': `Clear ${name}` }}
      />
    );
  }
  if (type === 'number') {
    return (
      <NumberInput
        {...shared}
        hideControls
        value={text}
        onChange={(next) => setText(String(next))}
      />
    );
  }
  return (
    <TextInput
      {...shared}
      type={HTML_TYPES[type] ?? 'text'}
      autoComplete="off"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}

const faultOf = (thrown: unknown): string =>
  (isProblem(thrown) && thrown.faults[0]?.message) || messageOf(thrown);
