import { Anchor, Button, Group } from '@mantine/core';
import { IconTopologyStar3 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { workflowQuery } from '../api/workflows';
import { addresses } from '../frame/addresses';
import { PageFrame } from '../parts/PageFrame';
import { Tabbed } from '../parts/Tabbed';
import { NotStartedList } from './NotStartedList';
import { RunList } from './RunList';
import { Sparkline } from './Sparkline';
import { strings } from './strings';

const route = getRouteApi('/shell/workflows/$workflowId/runs');

/** The runs of one workflow, and what was held back of it. */
export function WorkflowRunsPage() {
  const { workflowId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const workflow = useQuery(workflowQuery(workflowId));
  return (
    <PageFrame
      title={workflow.data ? strings.of(workflow.data.name) : strings.title}
      above={
        <Anchor component={Link} to={addresses.workflows} size="sm">
          {strings.workflows}
        </Anchor>
      }
      actions={
        <Group gap="lg">
          <Sparkline workflowId={workflowId} />
          <Button
            component={Link}
            to={addresses.workflow(workflowId)}
            variant="default"
            leftSection={<IconTopologyStar3 size={17} aria-hidden />}
          >
            {strings.editor}
          </Button>
        </Group>
      }
    >
      <Tabbed
        tab={search.view ?? 'executions'}
        tabs={[
          [
            'executions',
            strings.runs,
            <RunList
              key="it"
              workflowId={workflowId}
              search={search}
              change={(next, replace) => navigate({ search: next, replace })}
            />,
          ],
          ['not-started', strings.notStarted, <NotStartedList key="it" workflowId={workflowId} />],
        ]}
        onTab={(next) => navigate({ search: next === 'not-started' ? { view: next } : {} })}
      />
    </PageFrame>
  );
}
