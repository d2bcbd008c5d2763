import { Button, Group, Text } from '@mantine/core';
import { type Icon, IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { EmptyState } from '../parts/EmptyState';
import { Loaded } from '../parts/Loaded';

interface Props<T> {
  query: { data: T[] | undefined; isError: boolean; error: unknown; refetch: () => unknown };
  failed: string;
  /** A description of the list. */
  text: string;
  create: string;
  /** Absent without the permission to create one. */
  onCreate: (() => void) | undefined;
  empty: { icon: Icon; title: string; text: string };
  children: (items: T[]) => ReactNode;
}

/** A short list as a part of Settings; what creates one stands above it, or in its place. */
export function ListPart<T>(props: Props<T>) {
  const { query, failed, text, create, onCreate, empty, children } = props;
  const button = onCreate && (
    <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={onCreate}>
      {create}
    </Button>
  );
  return (
    <>
      <Group justify="space-between" align="flex-start" mb="md">
        <Text c="dimmed" maw={640}>
          {text}
        </Text>
        {(query.data?.length ?? 0) > 0 && button}
      </Group>
      <Loaded query={query} failed={failed} lines={3}>
        {(items) =>
          items.length > 0 ? children(items) : <EmptyState {...empty}>{button}</EmptyState>
        }
      </Loaded>
    </>
  );
}
