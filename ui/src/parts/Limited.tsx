import { Textarea, type TextareaProps, TextInput, type TextInputProps } from '@mantine/core';
import { type ChangeEvent, type ReactNode, useState } from 'react';
import { lengthOf } from './characters';

export const limitWords = {
  count: (count: number, most: number) => `${count} of ${most} characters`,
  tooLong: (count: number, most: number) => `${count} characters. The limit is ${most}.`,
};

interface Limit {
  /** The most characters that are allowed; more can be typed, and the field shows an error. */
  most: number;
}

interface Written {
  value?: unknown;
  defaultValue?: unknown;
  error?: ReactNode;
  description?: ReactNode;
}

/** Returns a check for a form field that refuses text longer than the limit. */
export const withinLimit = (most: number) => (text: string) =>
  lengthOf(text) > most ? limitWords.tooLong(lengthOf(text), most) : null;

/** Returns the error or count to show for what is written; nothing is cut. */
function useLimit({ value, defaultValue, error, description }: Written, most: number) {
  const [own, setOwn] = useState(String(defaultValue ?? ''));
  const count = lengthOf(value === undefined ? own : String(value));
  const isNear = count > most * 0.9 && count <= most;
  return {
    note: setOwn,
    error: count > most ? limitWords.tooLong(count, most) : error,
    description: isNear ? (
      <>
        {description} {limitWords.count(count, most)}
      </>
    ) : (
      description
    ),
  };
}

/** A line of text with a limit. It shows the count near the limit, and an error above it. */
export function LimitedText({ most, ...props }: TextInputProps & Limit) {
  const { note, error, description } = useLimit(props, most);
  return (
    <TextInput
      {...props}
      error={error}
      description={description}
      onChange={(event: ChangeEvent<HTMLInputElement>) => {
        note(event.currentTarget.value);
        props.onChange?.(event);
      }}
    />
  );
}

/** The same for several lines. */
export function LimitedArea({ most, ...props }: TextareaProps & Limit) {
  const { note, error, description } = useLimit(props, most);
  return (
    <Textarea
      {...props}
      error={error}
      description={description}
      onChange={(event: ChangeEvent<HTMLTextAreaElement>) => {
        note(event.currentTarget.value);
        props.onChange?.(event);
      }}
    />
  );
}
