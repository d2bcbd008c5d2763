import { Group, Select } from '@mantine/core';
import { DayField } from '../parts/DayField';
import { SearchField } from '../parts/SearchField';
import type { AuditSearch } from './auditSearch';
import { kinds, outcomes, strings } from './auditStrings';

interface Props {
  search: AuditSearch;
  change: (next: AuditSearch, replace?: boolean) => void;
}

const choices = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

export function AuditFilters({ search, change }: Props) {
  const type = (key: keyof AuditSearch) => (text: string) =>
    change({ ...search, [key]: text || undefined }, true);
  return (
    <Group gap="sm" role="search" align="flex-end">
      <SearchField
        label={strings.allActors}
        clear={strings.clearActor}
        value={search.actor ?? ''}
        change={type('actor')}
        width={220}
      />
      <SearchField
        label={strings.allOperations}
        clear={strings.clearOperation}
        value={search.operation ?? ''}
        change={type('operation')}
        width={170}
      />
      <Select
        aria-label={strings.allKinds}
        placeholder={strings.allKinds}
        data={choices(kinds)}
        value={search.kind ?? null}
        onChange={(kind) => change({ ...search, kind: kind ?? undefined, object: undefined })}
        clearable
        clearButtonProps={{ 'aria-label': strings.clearKind }}
        w={160}
      />
      {search.kind && (
        <SearchField
          label={strings.allObjects}
          clear={strings.clearObject}
          value={search.object ?? ''}
          change={type('object')}
          width={170}
        />
      )}
      <Select
        aria-label={strings.outcome}
        placeholder={strings.allOutcomes}
        data={choices(outcomes)}
        value={search.outcome ?? null}
        onChange={(outcome) => change({ ...search, outcome: outcome ?? undefined })}
        clearable
        clearButtonProps={{ 'aria-label': strings.allOutcomes }}
        w={130}
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
