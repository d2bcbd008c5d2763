import { Box, Group, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { strings } from './strings';

interface Props {
  title: string;
  /** Next to the title, on the right. */
  actions?: ReactNode;
  /** Above the title, for example the way back. */
  above?: ReactNode;
  children?: ReactNode;
}

/** A page: its title, also that of the browser's tab, its actions and its content. */
export function PageFrame({ title, actions, above, children }: Props) {
  useTitle(title);
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1440}>
      {above}
      <Group justify="space-between" mb="md" gap="sm">
        <Title order={1} size="h2">
          {title}
        </Title>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Box>
  );
}

/** Names the browser's tab while the caller is shown. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${strings.product}`;
    return () => {
      document.title = strings.product;
    };
  }, [title]);
}
