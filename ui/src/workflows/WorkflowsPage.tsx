import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconSearch, IconTopologyStar3 } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useMay } from '../api/session';
import { workflowsQuery } from '../api/workflows';
import { EmptyState } from '../parts/EmptyState';
import { Loaded } from '../parts/Loaded';
import { PageFrame } from '../parts/PageFrame';
import { ShowMore } from '../parts/ShowMore';
import { Filters } from './Filters';
import { filterOf, type WorkflowSearch } from './filter';
import { ImportButton } from './ImportButton';
import { strings } from './strings';
import { WorkflowTable } from './WorkflowTable';

const CreateDialog = lazy(() =>
  import('./CreateDialog').then((it) => ({ default: it.CreateDialog })),
);
const Templates = lazy(() => import('./Templates').then((it) => ({ default: it.Templates })));

const route = getRouteApi('/shell/workflows');

/** All workflows, found by name and status, in any order. */
export function WorkflowsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: WorkflowSearch, replace = false) => navigate({ search: next, replace });
  const mayWrite = useMay()('workflows:write');
  const [creating, dialog] = useDisclosure(false);
  const list = useInfiniteQuery(workflowsQuery(filterOf(search)));
  const workflows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = search.status !== undefined || search.search !== undefined;

  return (
    <PageFrame
      title={strings.title}
      actions={
        mayWrite && (
          <>
            <ImportButton />
            <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={dialog.open}>
              {strings.create}
            </Button>
          </>
        )
      }
    >
      <Suspense>{creating && <CreateDialog close={dialog.close} />}</Suspense>
      {(isFiltered || workflows.length > 0) && <Filters search={search} change={change} />}
      <Loaded query={list} failed={strings.failedList}>
        {() =>
          workflows.length > 0 ? (
            <>
              <WorkflowTable
                workflows={workflows}
                search={search}
                change={change}
                isStale={list.isPlaceholderData}
              />
              <ShowMore list={list} label={strings.more} />
            </>
          ) : isFiltered ? (
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
            <EmptyState
              icon={IconTopologyStar3}
              title={strings.emptyTitle}
              text={strings.emptyText}
            >
              <Suspense>{mayWrite && <Templates />}</Suspense>
              <Button variant="subtle" mt="md" onClick={() => change({ status: 'archived' })}>
                {strings.showArchived}
              </Button>
            </EmptyState>
          )
        }
      </Loaded>
    </PageFrame>
  );
}
