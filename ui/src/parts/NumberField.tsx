import { TextInput, type TextInputProps } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { type Bounds, readNumber, writtenNumber } from './number';

interface Props
  extends Bounds,
    Omit<TextInputProps, 'value' | 'onChange' | 'min' | 'max' | 'error' | 'defaultValue'> {
  value: number | undefined;
  /** Called with undefined for an empty field. */
  onChange(number: number | undefined): void;
  /** Called for a text that is not a valid number. The field shows an error and keeps the text. */
  onWrong(text: string): void;
  /** An error to show unless the text itself is invalid. */
  error?: string | undefined;
}

/** A field for a number. The text stays as it was typed, and is either valid as a whole or refused. */
export function NumberField({
  value,
  onChange,
  onWrong,
  whole,
  min,
  max,
  error,
  ...others
}: Props) {
  const [text, setText] = useState(writtenNumber(value));
  const [fault, setFault] = useState<string>();
  const known = useRef(value);
  // While the user types, changes of the value come from the text itself.
  const typing = useRef(false);
  if (known.current !== value) {
    known.current = value;
    if (!typing.current) {
      setText(writtenNumber(value));
      setFault(undefined);
    }
  }
  const type = (next: string) => {
    typing.current = true;
    setText(next);
    const read =
      next === writtenNumber(value) && value !== undefined ? { number: value } : undefined;
    const found = read ?? readNumber(next, { whole, min, max });
    if (found && 'fault' in found) {
      // A sign alone may be the start of a number.
      setFault(/^\s*[+\-\u2212]?\s*$/.test(next) ? undefined : found.fault);
      onWrong(next);
      return;
    }
    setFault(undefined);
    onChange(found?.number);
  };
  const step = (event: KeyboardEvent<HTMLInputElement>) => {
    others.onKeyDown?.(event);
    const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    const now = readNumber(text);
    if (by !== 0 && !event.altKey && !(now && 'fault' in now)) {
      event.preventDefault();
      const next = (now?.number ?? (min ?? 0) - by) + by;
      type(String(Math.min(max ?? next, Math.max(min ?? next, next))));
    }
  };
  return (
    <TextInput
      {...others}
      inputMode={whole && (min ?? -1) >= 0 ? 'numeric' : 'decimal'}
      autoComplete="off"
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={step}
      onBlur={(event) => {
        typing.current = false;
        others.onBlur?.(event);
      }}
      error={fault ?? error}
    />
  );
}
