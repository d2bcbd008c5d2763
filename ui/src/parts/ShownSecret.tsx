import { Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { strings } from './strings';

interface Props {
  label: string;
  secret: string;
  text: ReactNode;
  close: () => void;
}

/** A new secret, which cannot be shown again. */
export function ShownSecret({ label, secret, text, close }: Props) {
  return (
    <Stack>
      {typeof text === 'string' ? <Text>{text}</Text> : text}
      <TextInput
        label={label}
        value={secret}
        readOnly
        data-autofocus
        onFocus={(event) => event.currentTarget.select()}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <Group justify="flex-end">
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? strings.copied : strings.copy}
            </Button>
          )}
        </CopyButton>
        <Button onClick={close}>{strings.done}</Button>
      </Group>
    </Stack>
  );
}
