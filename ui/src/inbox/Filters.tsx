import { Button, Group, SegmentedControl, Select, Stack, Switch } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFilter } from '@tabler/icons-react';
import { type Channel, channels } from '../api/conversations';
import { useCatalogue } from '../nodes/catalogues';
import { SearchField } from '../parts/SearchField';
import { channelNames, conversationStatuses } from '../parts/words';
import { usePeople } from './people';
import { filtersOn, type InboxSearch } from './search';
import { strings } from './strings';

interface Props {
  search: InboxSearch;
  change: (patch: InboxSearch, replace?: boolean) => void;
}

/** Search and status in sight, the rest behind a button that says how many are on. */
export function Filters({ search, change }: Props) {
  const on = filtersOn(search);
  const [opened, { toggle }] = useDisclosure(on > 0);
  return (
    <Stack gap="xs" px="md" pb="sm" role="search" aria-label={strings.list}>
      <SearchField
        label={strings.search}
        clear={strings.clearSearch}
        value={search.search ?? ''}
        change={(text) => change({ search: text || undefined }, true)}
        width="100%"
      />
      <Group gap="xs" justify="space-between" wrap="nowrap">
        <SegmentedControl
          size="xs"
          aria-label={strings.status}
          data={[
            { value: 'open', label: conversationStatuses.open },
            { value: 'resolved', label: conversationStatuses.resolved },
            { value: 'all', label: strings.all },
          ]}
          value={search.status ?? 'open'}
          onChange={(status) =>
            change({ status: status === 'resolved' || status === 'all' ? status : undefined })
          }
        />
        <Button
          size="xs"
          variant={on > 0 ? 'light' : 'subtle'}
          color={on > 0 ? 'indigo' : 'gray'}
          c={on > 0 ? undefined : 'inherit'}
          leftSection={<IconFilter size={15} aria-hidden />}
          aria-expanded={opened}
          onClick={toggle}
        >
          {on > 0 ? strings.filtersOn(on) : strings.filters}
        </Button>
      </Group>
      {opened && <Others search={search} change={change} />}
    </Stack>
  );
}

function Others({ search, change }: Props) {
  const labels = useCatalogue('labels');
  const people = usePeople();
  return (
    <Stack gap="xs">
      <Select
        size="xs"
        aria-label={strings.channel}
        placeholder={strings.allChannels}
        data={channels.map((value) => ({ value, label: channelNames[value] }))}
        value={search.channel ?? null}
        onChange={(channel) => change({ channel: (channel ?? undefined) as Channel | undefined })}
        clearable
        clearButtonProps={{ 'aria-label': strings.allChannels }}
      />
      <Select
        size="xs"
        aria-label={strings.label}
        placeholder={strings.allLabels}
        searchable
        data={(labels ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={search.label ?? null}
        onChange={(label) => change({ label: label ?? undefined })}
        nothingFoundMessage={strings.nothingToChoose}
        clearable
        clearButtonProps={{ 'aria-label': strings.allLabels }}
      />
      <Select
        size="xs"
        aria-label={strings.assignee}
        placeholder={strings.allAssignees}
        searchable
        data={[
          { value: 'none', label: strings.unassigned },
          ...people.map(({ group, items }) => ({
            group,
            // The list is asked for by id alone.
            items: items.map(({ value, label }) => ({
              value: value.slice(value.indexOf(':') + 1),
              label,
            })),
          })),
        ]}
        value={search.assignee ?? null}
        onChange={(assignee) => change({ assignee: assignee ?? undefined })}
        nothingFoundMessage={strings.nothingToChoose}
        clearable
        clearButtonProps={{ 'aria-label': strings.allAssignees }}
      />
      <Switch
        size="sm"
        label={strings.starredOnly}
        checked={search.starred === true}
        onChange={(event) => change({ starred: event.currentTarget.checked ? true : undefined })}
      />
      {search.contact !== undefined && (
        <Switch
          size="sm"
          label={strings.ofContact}
          checked
          onChange={() => change({ contact: undefined })}
        />
      )}
    </Stack>
  );
}
