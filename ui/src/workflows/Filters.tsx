import { Group, Select } from '@mantine/core';
import type { WorkflowStatus } from '../api/types';
import { SearchField } from '../parts/SearchField';
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
        label={strings.search}
        clear={strings.clearSearch}
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
