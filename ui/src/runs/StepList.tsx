import { Accordion, Group, Text } from '@mantine/core';
import type { ExecutionMode, Step } from '../api/types';
import { titleOfKind, wayOfKind } from '../nodes/titles';
import { useNow } from '../parts/now';
import { StepBadge } from '../parts/StatusBadge';
import { formatDuration, formatTime } from '../parts/Time';
import { statusOf } from './live';
import { StepDetails } from './StepDetails';
import { strings } from './strings';

interface Props {
  steps: Step[];
  selected: string | undefined;
  select: (nodeId: string | undefined) => void;
  mode?: ExecutionMode;
}

/** The steps in the order in which they began; one is open at a time. */
export function StepList({ steps, selected, select, mode }: Props) {
  if (steps.length === 0) {
    return <Text c="dimmed">{strings.noSteps}</Text>;
  }
  return (
    <Accordion
      variant="contained"
      order={3}
      value={selected ?? null}
      onChange={(nodeId) => select(nodeId ?? undefined)}
    >
      {steps.map((step) => (
        <Accordion.Item key={step.nodeId} value={step.nodeId}>
          <Accordion.Control>
            <Heading step={step} />
          </Accordion.Control>
          <Accordion.Panel>
            {selected === step.nodeId && <StepDetails step={step} mode={mode} />}
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function Heading({ step }: { step: Step }) {
  const handle = step.handle && wayOfKind(step.kind, step.handle);
  return (
    <Group gap="sm" justify="space-between" wrap="nowrap">
      <div>
        <Text fw={600} size="sm">
          {step.name}
        </Text>
        <Text size="xs" c="dimmed">
          {[
            titleOfKind(step.kind),
            handle && strings.took(handle),
            step.attempt > 1 && strings.attempts(step.attempt),
            took(step),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        {step.status === 'waiting' && step.resumeAt && <Countdown until={step.resumeAt} />}
      </div>
      <StepBadge status={statusOf(step)} />
    </Group>
  );
}

/** Returns nothing for a step that started and ended in one transaction: its two times are equal. */
const took = (step: Step): string | undefined =>
  step.completedAt && step.completedAt !== step.startedAt
    ? formatDuration(Date.parse(step.completedAt) - Date.parse(step.startedAt))
    : undefined;

/** The remaining time of a wait. */
function Countdown({ until }: { until: string }) {
  const now = useNow(1000);
  const left = Date.parse(until) - now;
  return (
    <Text size="xs" fw={600}>
      {left > 0
        ? `${strings.continuesIn(formatDuration(Math.ceil(left / 1000) * 1000))}, ${strings.at(formatTime(until))}`
        : strings.continuesNow}
    </Text>
  );
}
