import { Group, Select } from '@mantine/core';
import type { ExecutionMode } from '../api/types';
import { DayField } from '../parts/DayField';
import { SearchField } from '../parts/SearchField';
import { executionModes } from '../parts/words';
import { type RunSearch, type RunState, runStates } from './filter';
import { strings } from './strings';

interface Props {
  search: RunSearch;
  change: (next: RunSearch, replace?: boolean) => void;
}

const choices = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

export function RunFilters({ search, change }: Props) {
  return (
    <Group gap="sm" role="search" align="flex-end">
      <Select
        aria-label={strings.status}
        placeholder={strings.allStatuses}
        data={choices(runStates)}
        value={search.status ?? null}
        onChange={(status) =>
          change({ ...search, status: (status ?? undefined) as RunState | undefined })
        }
        clearable
        clearButtonProps={{ 'aria-label': strings.allStatuses }}
        w={136}
      />
      <Select
        aria-label={strings.mode}
        placeholder={strings.allModes}
        data={choices(executionModes)}
        value={search.mode ?? null}
        onChange={(mode) =>
          change({ ...search, mode: (mode ?? undefined) as ExecutionMode | undefined })
        }
        clearable
        clearButtonProps={{ 'aria-label': strings.allModes }}
        w={136}
      />
      <SearchField
        label={strings.searchConversation}
        clear={strings.clearConversation}
        value={search.conversation ?? ''}
        change={(text) => change({ ...search, conversation: text || undefined }, true)}
        width={200}
      />
      <SearchField
        label={strings.searchStep}
        clear={strings.clearStep}
        value={search.step ?? ''}
        change={(text) => change({ ...search, step: text || undefined }, true)}
        width={150}
      />
      <DayField
        label={strings.from}
        day={search.from}
        change={(from) => change({ ...search, from })}
      />
      <DayField label={strings.to} day={search.to} change={(to) => change({ ...search, to })} />
    </Group>
  );
}
