import { useEffect, useRef, useState } from 'react';
import { equal } from '../../graph/diff';
import { strings } from '../words';
import { CodeField } from './CodeField';

interface Props {
  label: string;
  /** Any JSON value; undefined is shown as nothing. */
  value: unknown;
  onChange(value: unknown): void;
  description?: string;
  error?: string | undefined;
  /** Called with true when the text stops being valid JSON, with false when it is valid again. */
  onWrong?(wrong: boolean): void;
}

/** A JSON value, edited as text. What is not JSON yet stays in the field and changes nothing. */
export function JsonField({ label, value, onChange, description, error, onWrong }: Props) {
  const [text, setText] = useState(() => written(value));
  const [wrong, setWrong] = useState(false);
  const listener = useRef(onWrong);
  listener.current = onWrong;
  useEffect(() => {
    listener.current?.(wrong);
    return () => listener.current?.(false);
  }, [wrong]);
  const sent = useRef(value);
  useEffect(() => {
    if (!equal(sent.current, value)) {
      sent.current = value;
      setText(written(value));
      setWrong(false);
    }
  }, [value]);
  const typed = (next: string) => {
    setText(next);
    if (next.trim() === '') {
      setWrong(false);
      sent.current = undefined;
      onChange(undefined);
      return;
    }
    try {
      const parsed: unknown = JSON.parse(next);
      setWrong(false);
      sent.current = parsed;
      onChange(parsed);
    } catch {
      setWrong(true);
    }
  };
  return (
    <CodeField
      label={label}
      value={text}
      onChange={typed}
      description={description}
      error={wrong ? strings.invalidJson : error}
      strict
    />
  );
}

function written(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}
