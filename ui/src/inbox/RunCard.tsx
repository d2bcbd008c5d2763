import { Anchor, Text } from '@mantine/core';
import { IconHandStop, IconTopologyStar3 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { HeldBack, Run } from '../api/conversations';
import { addresses } from '../frame/addresses';
import { ExecutionBadge, StepBadge } from '../parts/StatusBadge';
import { Ago, formatTime } from '../parts/Time';
import { heldBackReason, triggerName } from '../parts/words';
import classes from './inbox.module.css';
import { useSentence } from './people';
import type { Made } from './story';
import { strings } from './strings';

/** The steps of a run in the conversation, with a link to the run. */
export function RunCard({ run, time, made }: { run: Run; time: string; made: Made }) {
  const sentence = useSentence();
  return (
    <article className={classes.card} aria-label={run.workflowName}>
      <div className={classes.cardHead}>
        <IconTopologyStar3 size={16} aria-hidden />
        <Anchor component={Link} to={addresses.run(run.id)} fw={600} size="sm" c="inherit">
          {run.workflowName}
        </Anchor>
        <ExecutionBadge status={run.status} />
      </div>
      <Text size="xs" c="dimmed" component="div" className={classes.messageFoot}>
        <span>{run.mode === 'manual' ? strings.manual : triggerName(run.trigger)}</span>
        <Ago time={time} />
        <Anchor component={Link} to={addresses.run(run.id)} inherit>
          {strings.openRun}
        </Anchor>
      </Text>
      {run.did.length === 0 ? (
        <Text size="sm" c="dimmed">
          {strings.nothingDone}
        </Text>
      ) : (
        <ol className={classes.steps} aria-label={strings.did}>
          {run.did.map((step) => (
            <li key={step.nodeId}>
              <span>
                {step.name}
                {step.handle && strings.took[step.handle] && `: ${strings.took[step.handle]}`}
                {made.has(step.nodeId) &&
                  `: ${made
                    .get(step.nodeId)
                    ?.map((event) => sentence(event))
                    .join(', ')}`}
              </span>
              {step.status !== 'completed' && <StepBadge status={step.status} />}
              {step.status === 'waiting' && step.resumeAt && (
                <Text span size="xs" c="dimmed">
                  {strings.waitsUntil(formatTime(step.resumeAt))}
                </Text>
              )}
              {step.error && (
                <Text span size="xs" c="dimmed">
                  {step.error}
                </Text>
              )}
            </li>
          ))}
        </ol>
      )}
    </article>
  );
}

/** A workflow that did not start here, and why. */
export function HeldCard({ held, time }: { held: HeldBack; time: string }) {
  return (
    <article className={classes.card} data-held>
      <div className={classes.cardHead}>
        <IconHandStop size={16} aria-hidden />
        <Text span size="sm" fw={600}>
          {strings.heldBack(held.workflowName ?? strings.aWorkflow)}
        </Text>
      </div>
      <Text size="sm">{heldBackReason(held.reason)}</Text>
      <Text size="xs" c="dimmed" component="div" className={classes.messageFoot}>
        {held.causedBy.length > 0 && (
          <span>
            {strings.causedBy}{' '}
            {held.causedBy.map((cause, at) => (
              <span key={cause.executionId}>
                {at > 0 && ' → '}
                <Anchor component={Link} to={addresses.run(cause.executionId)} inherit>
                  {cause.workflowName ?? strings.aWorkflow}
                </Anchor>
              </span>
            ))}
          </span>
        )}
        <Ago time={time} />
      </Text>
    </article>
  );
}
