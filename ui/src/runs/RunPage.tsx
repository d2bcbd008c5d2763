import { Alert, Anchor, Group, Text, Title, VisuallyHidden } from '@mantine/core';
import { useThrottledCallback } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import { runGraphQuery, runLogQuery, runQuery } from '../api/runs';
import { useMay } from '../api/session';
import { useStream } from '../api/stream';
import type { Execution, Step } from '../api/types';
import { addresses } from '../frame/addresses';
import { HiddenTexts } from '../parts/HiddenTexts';
import { Loaded } from '../parts/Loaded';
import { ModeBadge } from '../parts/ModeBadge';
import { PageFrame } from '../parts/PageFrame';
import { ExecutionBadge } from '../parts/StatusBadge';
import { Tabbed } from '../parts/Tabbed';
import { formatDuration } from '../parts/Time';
import { JsonView } from './JsonView';
import { durationOf, isOpen, withStep } from './live';
import { overlayOf } from './overlay';
import { RunActions } from './RunActions';
import { RunFacts } from './RunFacts';
import { RunLog } from './RunLog';
import classes from './runs.module.css';
import { StepList } from './StepList';
import { remedies, strings } from './strings';

const GraphView = lazy(() =>
  import('../canvas/GraphView').then((module) => ({ default: module.GraphView })),
);

const route = getRouteApi('/shell/runs/$executionId');

/** One run: its trigger data, its path and its steps, live while it runs. */
export function RunPage() {
  const { executionId } = route.useParams();
  const run = useQuery(runQuery(executionId));
  useLiveRun(executionId, run.data);
  return (
    <Loaded
      query={run}
      failed={strings.failedRun}
      frame={(instead) => <PageFrame title={strings.run}>{instead}</PageFrame>}
    >
      {(known) => <Shown run={known} />}
    </Loaded>
  );
}

function useLiveRun(id: string, run: Execution | undefined): void {
  const queries = useQueryClient();
  const key = runQuery(id).queryKey;
  const log = runLogQuery(id).queryKey;
  const readLog = useThrottledCallback(() => queries.invalidateQueries({ queryKey: log }), 1_000);
  useStream(run && isOpen(run) ? `/api/v1/executions/${id}/stream` : undefined, {
    execution: (data) => {
      queries.setQueryData(key, data as Execution);
      readLog();
    },
    step: (data) => {
      queries.setQueryData(key, (now) => now && withStep(now, data as Step));
      readLog();
    },
  });
}

function Shown({ run }: { run: Execution }) {
  const { step, tab, line } = route.useSearch();
  const navigate = route.useNavigate();
  const mayRead = useMay()('texts:read');
  const log: ['log', string, ReactNode] = [
    'log',
    strings.log,
    <RunLog key="log" runId={run.id} target={line} />,
  ];
  const graph = useQuery(runGraphQuery(run.id));
  // A run that failed opens at the step where it did.
  const selected = step ?? (run.status === 'failed' ? run.error?.nodeId : undefined);
  const select = (nodeId: string | undefined) =>
    navigate({ search: nodeId ? { step: nodeId } : {}, replace: true, resetScroll: false });
  return (
    <PageFrame
      title={strings.runOf(run.workflowName)}
      above={
        <Group gap={6}>
          <Anchor component={Link} to={addresses.runs} size="sm">
            {strings.title}
          </Anchor>
          <Text span size="sm" c="dimmed" aria-hidden>
            /
          </Text>
          <Anchor component={Link} to={addresses.runsOf(run.workflowId)} size="sm">
            {run.workflowName}
          </Anchor>
        </Group>
      }
      actions={<RunActions run={run} graph={graph.data} />}
    >
      <Group mb="md" gap="sm">
        <ExecutionBadge status={run.status} />
        <ModeBadge mode={run.mode} />
      </Group>
      <Announcement run={run} />
      {run.status !== 'completed' && run.error && <WhatWentWrong run={run} />}
      <RunFacts run={run} />
      <Tabbed
        tab={(mayRead && tab) || 'path'}
        onTab={(next) =>
          navigate({
            search: (before) => ({ step: before.step, ...(next === 'log' ? { tab: next } : {}) }),
            replace: true,
            resetScroll: false,
          })
        }
        tabs={[
          ['path', strings.path, <Path key="path" run={run} selected={selected} select={select} />],
          ...(mayRead ? [log] : []),
        ]}
      />
    </PageFrame>
  );
}

interface PathProps {
  run: Execution;
  selected: string | undefined;
  select: (nodeId: string | undefined) => void;
}

/** The graph with the path taken, and the input and output of each step. */
function Path({ run, selected, select }: PathProps) {
  const graph = useQuery(runGraphQuery(run.id));
  const mayRead = useMay()('texts:read');
  const overlay = useMemo(() => overlayOf(run), [run]);
  return (
    <div className={classes.split}>
      <section aria-label={strings.graph}>
        <Title order={2} size="h4" mb="xs">
          {strings.graph}
        </Title>
        <div className={classes.graph}>
          <Suspense>
            {graph.data && (
              <GraphView
                graph={graph.data}
                run={overlay}
                selected={selected}
                onSelect={select}
                label={strings.graph}
              />
            )}
          </Suspense>
        </div>
      </section>
      <section aria-label={strings.steps}>
        <Title order={2} size="h4" mb="xs">
          {strings.steps}
        </Title>
        <StepList steps={run.steps ?? []} selected={selected} select={select} mode={run.mode} />
        <Title order={2} size="h4" mt="lg" mb="xs">
          {strings.triggerData}
        </Title>
        {mayRead ? (
          <JsonView label={strings.triggerData} value={run.event ?? {}} />
        ) : (
          <HiddenTexts />
        )}
      </section>
    </div>
  );
}

function WhatWentWrong({ run }: { run: Execution }) {
  const step = run.steps?.find((one) => one.nodeId === run.error?.nodeId);
  const remedy = remedies[run.error?.code ?? ''];
  return (
    <Alert
      mb="md"
      color={run.status === 'failed' ? 'red' : 'gray'}
      variant="outline"
      icon={<IconAlertTriangle aria-hidden />}
      title={step ? `${step.name}: ${run.error?.message}` : run.error?.message}
    >
      {remedy}
      {run.error?.nodeId && (
        <div>
          <Anchor component={Link} to={addresses.node(run.workflowId, run.error.nodeId)} size="sm">
            {strings.openStep}
          </Anchor>
        </div>
      )}
    </Alert>
  );
}

/** For those who hear the page: how it ended. */
function Announcement({ run }: { run: Execution }) {
  const step = run.steps?.find((one) => one.nodeId === run.error?.nodeId);
  const words =
    run.status === 'completed'
      ? strings.announce.completed(formatDuration(durationOf(run, Date.now()) ?? 0))
      : run.status === 'failed'
        ? strings.announce.failed(step?.name ?? '')
        : run.status === 'cancelled'
          ? strings.announce.cancelled
          : '';
  return <VisuallyHidden role="status">{words}</VisuallyHidden>;
}
