import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Happening } from '../api/conversations';
import { addresses } from '../frame/addresses';
import { Ago } from '../parts/Time';
import classes from './inbox.module.css';
import { useSentence } from './people';
import { strings } from './strings';

/** A change of the conversation in a sentence, with who made it. */
export function EventLine({ event, time }: { event: Happening; time: string }) {
  const sentence = useSentence();
  const cause = event.causedBy.at(-1);
  const who = cause
    ? (cause.workflowName ?? strings.aWorkflow)
    : (event.actor ?? strings.otherSystem);
  return (
    <div className={classes.event} data-type={event.type}>
      <span>{sentence(event, who)}</span>
      {cause && (
        <Anchor component={Link} to={addresses.run(cause.executionId)} inherit>
          {strings.openRun}
        </Anchor>
      )}
      <Ago time={time} />
    </div>
  );
}
