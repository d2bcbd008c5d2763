import { Center, Paper, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTitle } from '../parts/PageFrame';

/** The frame of pages for people who are not signed in. */
export function EntryFrame({ title, children }: { title: string; children: ReactNode }) {
  useTitle(title);
  return (
    <Center mih="100vh" p="md" component="main">
      <Paper withBorder shadow="sm" p="xl" maw={520} w="100%">
        <Stack>
          <img src="/fixed/icon.svg" alt="" width={40} height={40} />
          <Title order={1} size="h3">
            {title}
          </Title>
          {children}
        </Stack>
      </Paper>
    </Center>
  );
}
