import { MultiSelect, Select } from '@mantine/core';
import { useState } from 'react';
import { messageOf } from '../../api/problem';
import { notifyFailure } from '../../parts/notify';
import { type Catalogue, type Item, useCatalogue, useCreateLabel } from '../catalogues';
import { usePanel } from '../panel';
import { strings } from '../words';

const CREATE = 'create:';

interface Option {
  value: string;
  label: string;
}

/** Existing items, and those that are chosen but gone, so that nothing vanishes unseen. */
function options(items: Item[] | undefined, chosen: string[]): Option[] {
  const known = (items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const ids = new Set(known.map((option) => option.value));
  const lost = items === undefined ? chosen : chosen.filter((id) => id !== '' && !ids.has(id));
  return [
    ...known,
    ...lost
      .filter((id) => id !== '')
      .map((id) => ({
        value: id,
        label: items === undefined ? strings.loading : strings.gone(id),
      })),
  ];
}

interface LabelsProps {
  label: string;
  value: string[];
  onChange(value: string[]): void;
  pointer: string;
}

/** Labels from the existing ones; a name that is new can be created on the spot. */
export function LabelsField({ label, value, onChange, pointer }: LabelsProps) {
  const items = useCatalogue('labels');
  const create = useCreateLabel();
  const [search, setSearch] = useState('');
  const { problemAt } = usePanel();
  const name = search.trim();
  const isNew = name !== '' && !items?.some((i) => i.name.toLowerCase() === name.toLowerCase());
  const choose = async (chosen: string[]) => {
    const made = chosen.find((id) => id.startsWith(CREATE));
    if (!made) {
      onChange(chosen);
      return;
    }
    try {
      const id = await create(made.slice(CREATE.length));
      onChange([...chosen.filter((other) => other !== made), id]);
      setSearch('');
    } catch (thrown) {
      notifyFailure(strings.labelNotCreated, messageOf(thrown));
    }
  };
  return (
    <MultiSelect
      label={label}
      placeholder={value.length === 0 ? strings.chooseLabels : undefined}
      required
      withAsterisk
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      data={[
        ...options(items, value),
        ...(isNew ? [{ value: CREATE + name, label: strings.createLabel(name) }] : []),
      ]}
      value={value}
      onChange={choose}
      error={problemAt(pointer) ?? firstProblem(problemAt, pointer, value.length)}
      nothingFoundMessage={strings.noneYet}
      hidePickedOptions
      comboboxProps={{ withinPortal: true }}
      clearButtonProps={{ 'aria-label': strings.removeAll }}
    />
  );
}

function firstProblem(
  problemAt: (pointer: string) => string | undefined,
  pointer: string,
  count: number,
): string | undefined {
  for (let i = 0; i < count; i++) {
    const found = problemAt(`${pointer}/${i}`);
    if (found) {
      return found;
    }
  }
  return undefined;
}

interface OneProps {
  label: string;
  catalogue: Catalogue;
  value: string;
  onChange(value: string): void;
  pointer: string;
  placeholder: string;
}

/** One item of a catalogue. */
export function OneField({ label, catalogue, value, onChange, pointer, placeholder }: OneProps) {
  const items = useCatalogue(catalogue);
  const { problemAt } = usePanel();
  return (
    <Select
      label={label}
      placeholder={placeholder}
      required
      withAsterisk
      searchable
      data={options(items, [value])}
      value={value === '' ? null : value}
      onChange={(chosen) => onChange(chosen ?? '')}
      error={problemAt(pointer)}
      nothingFoundMessage={strings.noneYet}
      comboboxProps={{ withinPortal: true }}
    />
  );
}

interface ManyProps {
  label: string;
  catalogue: Catalogue;
  value: string[];
  onChange(value: string[]): void;
  pointer: string;
  placeholder: string;
}

/** Several items of a catalogue. */
export function ManyField({ label, catalogue, value, onChange, pointer, placeholder }: ManyProps) {
  const items = useCatalogue(catalogue);
  const { problemAt } = usePanel();
  return (
    <MultiSelect
      label={label}
      placeholder={value.length === 0 ? placeholder : undefined}
      searchable
      data={options(items, value)}
      value={value}
      onChange={onChange}
      error={firstProblem(problemAt, pointer, value.length)}
      nothingFoundMessage={strings.noneYet}
      comboboxProps={{ withinPortal: true }}
    />
  );
}
