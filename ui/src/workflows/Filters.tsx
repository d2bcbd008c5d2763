import { Group, NativeSelect } from '@mantine/core';
import { SearchField } from '../parts/SearchField';
import { workflowStatuses } from '../parts/words';
import type { WorkflowSearch } from './filter';
import { strings } from './strings';

interface Props {
  search: WorkflowSearch;
  change: (next: WorkflowSearch, replace?: boolean) => void;
}

const choices = [
  { value: '', label: strings.notArchived },
  ...Object.entries(workflowStatuses).map(([value, label]) => ({ value, label })),
  { value: 'all', label: strings.allStatuses },
];

export function Filters({ search, change }: Props) {
  return (
    <Group mb="md" gap="sm" role="search">
      <SearchField
        label={strings.search}
        clear={strings.clearSearch}
        value={search.search ?? ''}
        change={(text) => change({ ...search, search: text || undefined }, true)}
      />
      <NativeSelect
        aria-label={strings.status}
        data={choices}
        value={search.status ?? ''}
        onChange={(event) =>
          change({
            ...search,
            status: (event.currentTarget.value || undefined) as WorkflowSearch['status'],
          })
        }
        w={210}
      />
    </Group>
  );
}
