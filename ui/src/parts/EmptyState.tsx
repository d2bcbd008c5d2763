import { Stack, Text, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface Props {
  icon: Icon;
  title: string;
  text: string;
  /** Buttons for what to do next. */
  children?: ReactNode;
}

/** In place of a list that has nothing: says why, and what to do. */
export function EmptyState({ icon: Sign, title, text, children }: Props) {
  return (
    <Stack align="center" py={56} px="md" gap="xs">
      <Sign size={40} stroke={1.3} aria-hidden opacity={0.65} />
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text c="dimmed" ta="center" maw={520}>
        {text}
      </Text>
      {children}
    </Stack>
  );
}
