import { Button, Group, Text } from '@mantine/core';
import { IconArrowUp, IconLayoutList, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { runsQuery } from '../api/runs';
import { EmptyState } from '../parts/EmptyState';
import { Loaded } from '../parts/Loaded';
import { ShowMore } from '../parts/ShowMore';
import { filterOf, isFiltered, type RunSearch } from './filter';
import { RunFilters } from './RunFilters';
import { RunTable } from './RunTable';
import { strings } from './strings';
import { useLiveRuns } from './useLiveRuns';

interface Props {
  /** Absent on the page of all runs. */
  workflowId?: string;
  search: RunSearch;
  change: (next: RunSearch, replace?: boolean) => void;
}

/** Runs with their filters, live. What is being read keeps its place while new ones arrive. */
export function RunList({ workflowId, search, change }: Props) {
  const filter = filterOf(search, workflowId);
  const list = useInfiniteQuery(runsQuery(filter));
  const { waiting, show, connection } = useLiveRuns(filter);
  const runs = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Group justify="space-between" align="flex-start" mb="md">
        <RunFilters search={search} change={change} />
        <Text size="sm" c="dimmed" role="status">
          {connection === 'live' && `● ${strings.live}`}
          {connection === 'cut' && `○ ${strings.notLive}`}
        </Text>
      </Group>
      {waiting > 0 && (
        <Group justify="center" pos="sticky" top={8} style={{ zIndex: 2 }}>
          <Button
            size="xs"
            radius="xl"
            leftSection={<IconArrowUp size={14} aria-hidden />}
            onClick={() => {
              show();
              window.scrollTo({ top: 0 });
            }}
          >
            {strings.newRuns(waiting)}
          </Button>
        </Group>
      )}
      <Loaded query={list} failed={strings.failedList}>
        {() =>
          runs.length > 0 ? (
            <>
              <RunTable
                runs={runs}
                withWorkflow={workflowId === undefined}
                isStale={list.isPlaceholderData}
              />
              <ShowMore list={list} label={strings.more} />
            </>
          ) : isFiltered(search) ? (
            <EmptyState
              icon={IconSearch}
              title={strings.nothingFound}
              text={strings.nothingFoundText}
            >
              <Button variant="default" onClick={() => change({})}>
                {strings.clearFilters}
              </Button>
            </EmptyState>
          ) : (
            <EmptyState icon={IconLayoutList} title={strings.emptyTitle} text={strings.emptyText} />
          )
        }
      </Loaded>
    </>
  );
}
