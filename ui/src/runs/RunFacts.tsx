import { Anchor } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMay } from '../api/session';
import type { Execution } from '../api/types';
import { addresses } from '../frame/addresses';
import { AnchorLink } from '../parts/AnchorLink';
import { formatTime } from '../parts/Time';
import { triggerName } from '../parts/words';
import { Duration } from './RunTable';
import classes from './runs.module.css';
import { strings } from './strings';

/** When, on what, and of which version. */
export function RunFacts({ run }: { run: Execution }) {
  return (
    <dl className={classes.facts}>
      <Fact name={strings.trigger}>{triggerName(run.trigger)}</Fact>
      <Fact name={strings.conversation}>
        <Conversation run={run} />
      </Fact>
      <Fact name={strings.version}>
        {run.version ? (
          <AnchorLink
            to="/workflows/$workflowId/versions"
            params={{ workflowId: run.workflowId }}
            search={{ version: run.version }}
            inherit
          >
            {`v${run.version}`}
          </AnchorLink>
        ) : (
          strings.unsavedGraph
        )}
      </Fact>
      <Fact name={strings.started}>{formatTime(run.startedAt ?? run.createdAt)}</Fact>
      {run.completedAt && <Fact name={strings.completed}>{formatTime(run.completedAt)}</Fact>}
      <Fact name={strings.duration}>
        <Duration run={run} />
      </Fact>
      {run.retriedFrom && (
        <Fact name={strings.retriedFrom}>
          <Anchor component={Link} to={addresses.run(run.retriedFrom)} inherit>
            {strings.earlierRun}
          </Anchor>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A test reads the id that its author typed. */
const conversationOf = (run: Execution): string =>
  run.event?.data.conversation.id ?? run.conversationId;

/** Ids are as long as their senders like. */
function Id({ text }: { text: string }) {
  return (
    <span className={classes.id} title={text}>
      {text}
    </span>
  );
}

/** A test's conversation is its own and in no inbox. */
function Conversation({ run }: { run: Execution }) {
  const router = useRouter();
  const may = useMay();
  const hasInbox = '/inbox' in router.routesByPath && may('conversations:read');
  if (run.erasedAt) {
    return strings.erased;
  }
  return run.mode === 'test' || !hasInbox ? (
    <Id text={conversationOf(run)} />
  ) : (
    <Anchor component={Link} to={addresses.conversation(run.conversationId)} inherit>
      <Id text={run.conversationId} />
    </Anchor>
  );
}
