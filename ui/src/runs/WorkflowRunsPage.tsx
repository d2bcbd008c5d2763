import { Anchor, Button, Group, Tabs } from '@mantine/core';
import { IconTopologyStar3 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { workflowQuery } from '../api/workflows';
import { addresses } from '../app/addresses';
import { PageFrame } from '../parts/PageFrame';
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
  const tab = search.view ?? 'executions';
  return (
    <PageFrame
      title={workflow.data ? strings.of(workflow.data.name) : strings.title}
      above={
        <Anchor component={Link} to={addresses.workflows} size="sm">
          Workflows
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
      <Tabs
        value={tab}
        onChange={(next) => navigate({ search: next === 'not-started' ? { view: next } : {} })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="executions">{strings.executions}</Tabs.Tab>
          <Tabs.Tab value="not-started">{strings.notStarted}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="executions">
          <RunList
            workflowId={workflowId}
            search={search}
            change={(next, replace) => navigate({ search: next, replace })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="not-started">
          <NotStartedList workflowId={workflowId} />
        </Tabs.Panel>
      </Tabs>
    </PageFrame>
  );
}
