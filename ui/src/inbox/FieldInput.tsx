import { useEffect, useRef, useState } from 'react';
import type { Field } from '../api/catalogues';
import { changeConversation } from '../api/conversations';
import { isProblem, messageOf } from '../api/problem';
import { FieldControl, readAs, textOf } from '../catalogues/FieldControl';
import { useChange } from './actions';

interface Props {
  field: Field;
  conversationId: string;
  value: unknown;
}

/** A custom field of a conversation. What was typed is kept on leaving the field, or with Enter. */
export function FieldInput({ field, conversationId, value }: Props) {
  const { key, type } = field;
  const kept = textOf(value);
  const [text, setText] = useState(kept);
  const change = useChange(conversationId, true);
  const shown = useRef(kept);
  const sent = useRef<string>(undefined);
  // A workflow may fill the field in; text that is being typed stays until the user leaves the field.
  useEffect(() => {
    const untouched = [shown.current, sent.current, kept];
    shown.current = kept;
    sent.current = undefined;
    setText((now) => (untouched.includes(now.trim()) ? kept : now));
  }, [kept]);
  /** Leaving the field after Enter does not send again; another Enter after a refusal does. */
  const keep = (next: string, isAgain = false) => {
    if (next === kept) {
      change.reset();
      return;
    }
    if (next === sent.current && !(isAgain && change.isError)) {
      return;
    }
    sent.current = next;
    const fields = { [key]: readAs(type, next) };
    change.mutate({ make: () => changeConversation(conversationId, { fields }) });
  };
  return (
    <FieldControl
      field={field}
      value={text}
      error={change.isError ? faultOf(change.error) : undefined}
      onChange={(next) => {
        setText(next);
        // Choosing is all there is to do.
        if (type === 'choice') {
          keep(next, true);
        }
      }}
      onBlur={() => keep(text.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          keep(text.trim(), true);
        }
      }}
    />
  );
}

const faultOf = (thrown: unknown): string =>
  (isProblem(thrown) && thrown.faults[0]?.message) || messageOf(thrown);
