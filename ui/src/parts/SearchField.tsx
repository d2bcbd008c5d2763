import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';

interface Props {
  label: string;
  clear: string;
  value: string;
  change: (text: string) => void;
  width?: number | string;
}

/** Answers each key at once; what is searched follows when the typing pauses. */
export function SearchField({ label, clear, value, change, width = 300 }: Props) {
  const [text, setText] = useState(value);
  const changeSoon = useDebouncedCallback(change, 200);
  // The field follows the address when that changes by other means, for example "back".
  useEffect(() => setText(value), [value]);
  const type = (next: string) => {
    setText(next);
    changeSoon(next.trim());
  };
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      type="search"
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      leftSection={<IconSearch size={17} aria-hidden />}
      rightSection={text && <CloseButton size="sm" aria-label={clear} onClick={() => type('')} />}
      w={{ base: '100%', xs: width }}
    />
  );
}
