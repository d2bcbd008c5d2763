import { MultiSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { createItem, type Label } from '../api/catalogues';
import { type Conversation, putLabel, takeLabel } from '../api/conversations';
import { useMay } from '../api/session';
import { useRefresh } from '../catalogues/actions';
import { useCatalogue } from '../nodes/catalogues';
import { LabelChip } from '../parts/Marks';
import { useChange } from './actions';
import { useLabelColours } from './labels';
import { strings } from './strings';

const CREATE = 'create:';

/** The labels of a conversation; one with a name that is new is created on the spot. */
export function LabelsField({ conversation }: { conversation: Conversation }) {
  const { id, labelIds, labels } = conversation;
  const all = useCatalogue('labels');
  const colours = useLabelColours();
  const change = useChange(id);
  const refresh = useRefresh('labels');
  const [search, setSearch] = useState('');
  const create = useMutation({
    mutationFn: (name: string) => createItem<Label>('labels', { name }),
    meta: { failed: strings.failedLabel },
    onSuccess: (label) => {
      setSearch('');
      put(label.id, label.name);
      return refresh();
    },
  });
  const put = (label: string, name: string) =>
    change.mutate({
      as: { labelIds: [...labelIds, label], labels: [...labels, name] },
      make: () => putLabel(id, label),
    });
  const take = (label: string) =>
    change.mutate({
      as: {
        labelIds: labelIds.filter((one) => one !== label),
        labels: labels.filter((_, at) => labelIds[at] !== label),
      },
      make: () => takeLabel(id, label),
    });
  const known = (all ?? []).map(({ id: value, name: label }) => ({ value, label }));
  const archived = labelIds
    .map((value, at) => ({ value, label: labels[at] ?? value }))
    .filter(({ value }) => !known.some((label) => label.value === value));
  const wanted = search.trim();
  const mayCreate = useMay()('catalogs:write');
  const isNew =
    mayCreate &&
    all !== undefined &&
    wanted !== '' &&
    ![...known, ...archived].some(({ label }) => label.toLowerCase() === wanted.toLowerCase());
  const choose = (chosen: string[]) => {
    const added = chosen.find((label) => !labelIds.includes(label));
    const taken = labelIds.find((label) => !chosen.includes(label));
    if (added?.startsWith(CREATE)) {
      create.mutate(added.slice(CREATE.length));
    } else if (added) {
      put(added, known.find(({ value }) => value === added)?.label ?? added);
    } else if (taken) {
      take(taken);
    }
  };
  return (
    <MultiSelect
      label={strings.labels}
      placeholder={labelIds.length === 0 ? strings.addLabels : undefined}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      hidePickedOptions
      data={[
        ...known,
        ...archived,
        ...(isNew ? [{ value: CREATE + wanted, label: strings.createLabel(wanted) }] : []),
      ]}
      value={labelIds}
      onChange={choose}
      renderOption={({ option }) =>
        option.value.startsWith(CREATE) ? (
          option.label
        ) : (
          <LabelChip name={option.label} colour={colours.get(option.value)} />
        )
      }
      nothingFoundMessage={strings.nothingToChoose}
    />
  );
}
