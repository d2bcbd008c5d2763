import { Textarea, type TextareaProps, TextInput, type TextInputProps } from '@mantine/core';
import { type ChangeEvent, type ReactNode, useState } from 'react';

export const limitWords = {
  count: (count: number, most: number) => `${count} of ${most} characters`,
  tooLong: (count: number, most: number) =>
    `${count} characters; at most ${most} are possible. Shorten it.`,
  full: (most: number) => `${most} of ${most} characters: nothing more fits.`,
};

interface Limit {
  /** How many characters are possible; more can be written, and the field says so. */
  most: number;
}

interface Written {
  value?: unknown;
  defaultValue?: unknown;
  error?: ReactNode;
  description?: ReactNode;
}

/** As the server counts: an emoji is one. */
export const lengthOf = (text: string): number => [...text].length;

/** Tells how much is written once it is nearly too much, and that it is too much; cuts nothing. */
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

/** A line of text that is never cut off without a word. */
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
