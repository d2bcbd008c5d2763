import { CloseButton, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { WorkflowStatus } from '../api/types';
import { workflowStatuses } from '../parts/words';
import type { WorkflowSearch } from './filter';
import { strings } from './strings';

interface Props {
  search: WorkflowSearch;
  change: (next: WorkflowSearch, replace?: boolean) => void;
}

const choices = Object.entries(workflowStatuses).map(([value, label]) => ({ value, label }));

export function Filters({ search, change }: Props) {
  return (
    <Group mb="md" gap="sm" role="search">
      <SearchField
        // The field follows the address when that changes by other means, for example "back".
        value={search.search ?? ''}
        change={(text) => change({ ...search, search: text || undefined }, true)}
      />
      <Select
        aria-label={strings.status}
        placeholder={strings.allStatuses}
        data={choices}
        value={search.status ?? null}
        onChange={(status) =>
          change({ ...search, status: (status ?? undefined) as WorkflowStatus | undefined })
        }
        clearable
        clearButtonProps={{ 'aria-label': strings.allStatuses }}
        w={180}
      />
    </Group>
  );
}

/** Answers each key at once; the list follows when the typing pauses. */
function SearchField({ value, change }: { value: string; change: (text: string) => void }) {
  const [text, setText] = useState(value);
  const changeSoon = useDebouncedCallback(change, 200);
  useEffect(() => setText(value), [value]);
  const type = (next: string) => {
    setText(next);
    changeSoon(next.trim());
  };
  return (
    <TextInput
      aria-label={strings.search}
      placeholder={strings.search}
      type="search"
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      leftSection={<IconSearch size={17} aria-hidden />}
      rightSection={
        text && <CloseButton size="sm" aria-label={strings.clearSearch} onClick={() => type('')} />
      }
      w={{ base: '100%', xs: 300 }}
    />
  );
}
