import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Happening } from '../api/conversations';
import { addresses } from '../app/addresses';
import { Ago } from '../parts/Time';
import classes from './inbox.module.css';
import { usePeople } from './people';
import { strings } from './strings';

/** A change of the conversation in a sentence, with who made it. */
export function EventLine({ event, time }: { event: Happening; time: string }) {
  const people = usePeople();
  const cause = event.causedBy.at(-1);
  const who = cause
    ? (cause.workflowName ?? strings.aWorkflow)
    : (event.actor ?? strings.otherSystem);
  const assignee = event.data.conversation?.assignee;
  const name =
    people
      .flatMap(({ items }) => items)
      .find(({ value }) => value === `${assignee?.type}:${assignee?.id}`)?.label ??
    assignee?.id ??
    '';
  const words = strings.events[event.type];
  return (
    <div className={classes.event} data-type={event.type}>
      <span>{words ? words(who, { label: event.label ?? '', name }) : event.type}</span>
      {cause && (
        <Anchor component={Link} to={addresses.run(cause.executionId)} inherit>
          {strings.openRun}
        </Anchor>
      )}
      <Ago time={time} />
    </div>
  );
}
