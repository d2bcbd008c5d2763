import { MultiSelect, Select } from '@mantine/core';
import { useState } from 'react';
import type { Catalogue } from '../../api/kinds';
import { messageOf } from '../../api/problem';
import { notifyFailure } from '../../parts/notify';
import { type Creatable, type Item, useCatalogue, useCreate } from '../catalogues';
import { usePanel } from '../panel';
import { NOUNS, strings } from '../words';

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

/** The offer to create what is typed and is not there yet. */
function useCreating(catalogue: Creatable, items: Item[] | undefined) {
  const create = useCreate(catalogue);
  const [search, setSearch] = useState('');
  const name = search.trim();
  const isNew = name !== '' && !items?.some((i) => i.name.toLowerCase() === name.toLowerCase());
  return {
    search,
    setSearch,
    offer: isNew ? [{ value: CREATE + name, label: strings.create(NOUNS[catalogue], name) }] : [],
    /** The id of what was to be created; undefined when that failed. */
    async made(value: string): Promise<string | undefined> {
      try {
        const id = await create(value.slice(CREATE.length));
        setSearch('');
        return id;
      } catch (thrown) {
        notifyFailure(strings.notCreated(NOUNS[catalogue]), messageOf(thrown));
        return undefined;
      }
    },
    nothing: items?.length === 0 ? strings.noneYetCreate(NOUNS[catalogue]) : strings.nothingFound,
  };
}

interface ManyProps {
  label: string;
  catalogue: Creatable;
  value: string[];
  onChange(value: string[]): void;
  pointer: string;
  placeholder: string;
  required?: boolean;
}

/** Several items of a catalogue; a name that is new can be created on the spot. */
export function ManyField(props: ManyProps) {
  const { label, catalogue, value, onChange, pointer, placeholder, required } = props;
  const items = useCatalogue(catalogue);
  const creating = useCreating(catalogue, items);
  const { problemAt } = usePanel();
  const choose = async (chosen: string[]) => {
    const fresh = chosen.find((id) => id.startsWith(CREATE));
    if (!fresh) {
      onChange(chosen);
      return;
    }
    const id = await creating.made(fresh);
    if (id !== undefined) {
      onChange([...chosen.filter((other) => other !== fresh), id]);
    }
  };
  return (
    <MultiSelect
      label={label}
      placeholder={value.length === 0 ? placeholder : undefined}
      {...(required ? { required, withAsterisk: true } : {})}
      searchable
      searchValue={creating.search}
      onSearchChange={creating.setSearch}
      data={[...options(items, value), ...creating.offer]}
      value={value}
      onChange={choose}
      error={problemAt(pointer) ?? firstProblem(problemAt, pointer, value.length)}
      nothingFoundMessage={creating.nothing}
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
  label?: string;
  'aria-label'?: string;
  value: string;
  onChange(value: string): void;
  pointer: string;
  placeholder: string;
}

/** One item of a catalogue that people can add to; a name that is new can be created on the spot. */
export function OneOrNewField(props: OneProps & { catalogue: Creatable }) {
  const { catalogue, value, onChange, pointer, label, ...others } = props;
  const items = useCatalogue(catalogue);
  const creating = useCreating(catalogue, items);
  const { problemAt } = usePanel();
  return (
    <Select
      {...others}
      {...(label === undefined ? {} : { label, required: true, withAsterisk: true })}
      allowDeselect={false}
      searchable
      searchValue={creating.search}
      onSearchChange={creating.setSearch}
      data={[...options(items, [value]), ...creating.offer]}
      value={value === '' ? null : value}
      onChange={async (chosen) => {
        const id = chosen?.startsWith(CREATE) ? await creating.made(chosen) : chosen;
        if (typeof id === 'string') {
          onChange(id);
        }
      }}
      error={problemAt(pointer)}
      nothingFoundMessage={creating.nothing}
      comboboxProps={{ withinPortal: true }}
    />
  );
}

/** One item of any catalogue. */
export function OneField(props: OneProps & { catalogue: Catalogue }) {
  const { catalogue, value, onChange, pointer, ...others } = props;
  const items = useCatalogue(catalogue);
  const { problemAt } = usePanel();
  return (
    <Select
      {...others}
      required
      withAsterisk
      searchable
      data={options(items, [value])}
      value={value === '' ? null : value}
      onChange={(chosen) => onChange(chosen ?? '')}
      error={problemAt(pointer)}
      nothingFoundMessage={items?.length === 0 ? strings.noneYet : strings.nothingFound}
      comboboxProps={{ withinPortal: true }}
    />
  );
}
