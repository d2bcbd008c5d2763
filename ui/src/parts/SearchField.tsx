import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

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
  const sent = useRef<string[]>([]);
  const changeSoon = useDebouncedCallback((next: string) => {
    sent.current.push(next);
    change(next);
  }, 200);
  // The field follows the address when that changes by other means, for example "back". What came
  // from the field itself comes back late and trimmed, while the user may still be typing.
  useEffect(() => {
    const at = sent.current.indexOf(value);
    sent.current = at < 0 ? [] : sent.current.slice(at + 1);
    if (at < 0) {
      setText(value);
    }
  }, [value]);
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
