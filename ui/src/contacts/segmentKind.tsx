import { Stack, Text } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { countContacts, type Segment, type SegmentFilter } from '../api/catalogues';
import { DescriptionField, descriptionColumn, NameField, nameFault } from '../catalogues/inputs';
import type { FieldsProps, Kind } from '../catalogues/kind';
import { AnchorLink } from '../parts/AnchorLink';
import { needsValue, sent } from './conditions';
import { FilterField } from './FilterField';
import { segmentWords, strings } from './strings';

interface Draft {
  name: string;
  description: string;
  filter: SegmentFilter;
}

const whole = ({ match, conditions }: SegmentFilter): SegmentFilter => ({
  match,
  conditions: conditions.map(sent),
});

const isWhole = ({ conditions }: SegmentFilter): boolean =>
  conditions.length > 0 &&
  conditions.every(
    (condition) =>
      !needsValue(condition) || (condition.value !== undefined && condition.value !== ''),
  );

function Fields({ form }: FieldsProps<Draft, Segment>) {
  return (
    <Stack gap="sm">
      <NameField {...form.getInputProps('name')} />
      <FilterField
        value={form.values.filter}
        onChange={(filter) => form.setFieldValue('filter', filter)}
        error={form.errors.filter}
      />
      <Count filter={form.values.filter} />
      <DescriptionField minRows={1} {...form.getInputProps('description')} />
    </Stack>
  );
}

/** The number of contacts that match the filter while it is edited. */
function Count({ filter }: { filter: SegmentFilter }) {
  const asked = whole(filter);
  const count = useQuery({
    queryKey: ['catalogue', 'segments', 'count', asked],
    queryFn: () => countContacts(asked),
    enabled: isWhole(filter),
    placeholderData: (previous) => previous,
  });
  return (
    <Text size="sm" c="dimmed" role="status" mih={20}>
      {isWhole(filter) && count.data && strings.counted(count.data.contacts, count.data.more)}
    </Text>
  );
}

function More({ item }: { item: Segment }) {
  return (
    <AnchorLink to="/contacts" search={{ segment: item.id }} size="sm">
      {strings.showWho}
    </AnchorLink>
  );
}

export const segmentKind: Kind<Segment, Draft> = {
  catalogue: 'segments',
  scope: 'catalogs:write',
  words: segmentWords,
  icon: IconUsersGroup,
  columns: [
    { title: strings.segment, cell: ({ name }) => name },
    {
      title: strings.filter,
      cell: ({ filter }) => strings.conditions(filter.conditions.length),
    },
    descriptionColumn,
  ],
  draft: (segment) => ({
    name: segment?.name ?? '',
    description: segment?.description ?? '',
    filter: segment?.filter ?? {
      match: 'all',
      conditions: [{ field: 'conversation.status', operator: 'is', value: 'open' }],
    },
  }),
  check: ({ name }) => ({ name: nameFault(name) }),
  body: ({ filter, ...others }) => ({ ...others, filter: whole(filter) }),
  unique: 'name',
  Fields,
  More,
  unused: true,
};
