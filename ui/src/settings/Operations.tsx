import { Alert, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { operationsQuery, type Operations as State, type TaskQueue } from '../api/operations';
import { AnchorLink } from '../parts/AnchorLink';
import { Loaded } from '../parts/Loaded';
import { Ago, formatDuration } from '../parts/Time';
import { failures, strings } from './operationStrings';
import { StopSwitch } from './StopSwitch';

/** The state of the installation, for those who operate it. */
export function Operations() {
  const state = useQuery(operationsQuery);
  return (
    <Loaded query={state} failed={strings.failedLoad} lines={6}>
      {(known) => (
        <Stack gap="xl">
          <Text c="dimmed" maw={640}>
            {strings.text}
          </Text>
          <Part title={strings.workflows}>
            <StopSwitch stopped={known.stopped ?? undefined} />
          </Part>
          <Part title={strings.waiting}>
            <Text>{known.waiting ? waitingWords(known.waiting) : strings.notRead}</Text>
          </Part>
          <Part title={strings.queues}>
            {known.queues ? (
              <Queues queues={known.queues} />
            ) : (
              <Alert color="red" title={strings.noTemporal} maw={640}>
                {strings.noTemporalText}
              </Alert>
            )}
          </Part>
          <Part title={strings.failing}>
            <Listed items={known.failing} none={strings.noneFailing}>
              {(steps) => <Failing steps={steps} />}
            </Listed>
          </Part>
          <Part title={strings.stuck}>
            <Listed items={known.stuck} none={strings.noneStuck}>
              {(runs) => <Stuck runs={runs} />}
            </Listed>
          </Part>
        </Stack>
      )}
    </Loaded>
  );
}

export function waitingWords({ runs, oldestSeconds }: NonNullable<State['waiting']>): string {
  return runs === 0
    ? strings.noneWaiting
    : `${strings.waitingRuns(runs)}, ${strings.oldest(formatDuration(oldestSeconds * 1_000))}.`;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap="xs" component="section" aria-label={title}>
      <Title order={2} size="h5">
        {title}
      </Title>
      {children}
    </Stack>
  );
}

/** The api lists no more. */
const MOST = 20;

interface ListedProps<T> {
  items: T[] | null | undefined;
  none: string;
  children: (items: T[]) => ReactNode;
}

function Listed<T>({ items, none, children }: ListedProps<T>) {
  if (!items) {
    return <Text>{strings.notRead}</Text>;
  }
  return items.length === 0 ? (
    <Text>{none}</Text>
  ) : (
    <>
      {children(items)}
      {items.length >= MOST && (
        <Text c="dimmed" size="sm">
          {strings.firstOnes}
        </Text>
      )}
    </>
  );
}

type FailingStep = NonNullable<State['failing']>[number];
type StuckRun = NonNullable<State['stuck']>[number];

function Heads({ names }: { names: string[] }) {
  return (
    <Table.Thead>
      <Table.Tr>
        {names.map((name) => (
          <Table.Th key={name}>{name}</Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
  );
}

function Queues({ queues }: { queues: TaskQueue[] }) {
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table verticalSpacing="xs" aria-label={strings.queues}>
        <Heads
          names={[
            strings.queue,
            strings.kind,
            strings.workers,
            strings.builds,
            strings.backlog,
            strings.perSecond,
          ]}
        />
        <Table.Tbody>
          {queues.map((queue) => (
            <Table.Tr key={`${queue.name} ${queue.type}`}>
              <Table.Td>{queue.name}</Table.Td>
              <Table.Td>{strings.kinds[queue.type]}</Table.Td>
              <Table.Td>
                {queue.workers.length > 0 ? (
                  queue.workers.length
                ) : (
                  <Text fw={600} c="var(--mantine-color-error)">
                    {strings.noWorker}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                {[...new Set(queue.workers.map(({ build }) => build))].join(', ')}
              </Table.Td>
              <Table.Td>
                {queue.backlog === 0
                  ? '0'
                  : `${queue.backlog}, ${strings.oldest(formatDuration(queue.oldestSeconds * 1_000))}`}
              </Table.Td>
              <Table.Td>{queue.donePerSecond.toFixed(1)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Failing({ steps }: { steps: FailingStep[] }) {
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table verticalSpacing="xs" aria-label={strings.failing}>
        <Heads
          names={[
            strings.step,
            strings.workflow,
            strings.failure,
            strings.host,
            strings.runs,
            strings.since,
          ]}
        />
        <Table.Tbody>
          {steps.map((step) => (
            <Table.Tr key={`${step.workflowId} ${step.nodeId} ${step.code} ${step.host}`}>
              <Table.Td>
                <AnchorLink
                  to="/workflows/$workflowId/runs"
                  size="sm"
                  params={{ workflowId: step.workflowId }}
                  search={{ status: 'retrying', step: step.name }}
                  aria-label={strings.showRuns(step.name)}
                >
                  {step.name}
                </AnchorLink>
              </Table.Td>
              <Table.Td>{step.workflowName}</Table.Td>
              <Table.Td>{failures[step.code ?? ''] ?? step.code}</Table.Td>
              <Table.Td>{step.host}</Table.Td>
              <Table.Td>{step.runs}</Table.Td>
              <Table.Td>
                <Ago time={step.since} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Stuck({ runs }: { runs: StuckRun[] }) {
  return (
    <>
      <Text c="dimmed" maw={640}>
        {strings.stuckText}
      </Text>
      <Table verticalSpacing="xs" aria-label={strings.stuck}>
        <Heads names={[strings.run, strings.since]} />
        <Table.Tbody>
          {runs.map((run) => (
            <Table.Tr key={run.executionId}>
              <Table.Td>
                <AnchorLink
                  to="/runs/$executionId"
                  size="sm"
                  params={{ executionId: run.executionId }}
                >
                  {run.workflowName}
                </AnchorLink>
              </Table.Td>
              <Table.Td>
                <Ago time={run.since} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
