import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconExternalLink, IconPlayerStop, IconRefresh, IconRepeat } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { cancelRun, retryRun, runAgain } from '../api/runs';
import { sessionQuery } from '../api/session';
import type { Execution, Graph } from '../api/types';
import { addresses } from '../app/addresses';
import { Confirm } from '../parts/Confirm';
import { notifyDone } from '../parts/notify';
import { isOpen } from './live';
import { RetryDialog } from './RetryDialog';
import { strings } from './strings';

const sign = { size: 17, 'aria-hidden': true } as const;

/** What can be done with a run as it is now. */
export function RunActions({ run, graph }: { run: Execution; graph: Graph | undefined }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [cancelling, cancelDialog] = useDisclosure(false);
  const [retrying, retryDialog] = useDisclosure(false);
  const [repeating, againDialog] = useDisclosure(false);
  const goTo = (started: { executionId: string }, words: string) => {
    queries.invalidateQueries({ queryKey: ['runs', 'list'] });
    notifyDone(words);
    navigate({ to: addresses.run(started.executionId) });
  };
  const cancel = useMutation({
    mutationFn: () => cancelRun(run.id),
    meta: { failed: strings.failed.cancel },
    onSuccess: () => {
      cancelDialog.close();
      notifyDone(strings.cancelled);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['runs'] }),
  });
  const retry = useMutation({
    mutationFn: (version: number | 'active' | undefined) => retryRun(run.id, version),
    meta: { failed: strings.failed.retry },
    onSuccess: (started) => {
      retryDialog.close();
      goTo(started, strings.retrying);
    },
  });
  const again = useMutation({
    mutationFn: () => runAgain(run, graph),
    meta: { failed: strings.failed.again },
    onSuccess: (started) => {
      againDialog.close();
      goTo(started, strings.startedAgain);
    },
  });
  return (
    <>
      <TemporalLink run={run} />
      {isOpen(run) && (
        <Button
          variant="default"
          leftSection={<IconPlayerStop {...sign} />}
          onClick={cancelDialog.open}
        >
          {strings.cancel}
        </Button>
      )}
      {run.status === 'failed' && (
        <Button leftSection={<IconRefresh {...sign} />} onClick={retryDialog.open}>
          {strings.retry}
        </Button>
      )}
      {!isOpen(run) && (
        <Button
          variant="default"
          leftSection={<IconRepeat {...sign} />}
          loading={again.isPending}
          // A test reaches nobody, so there is nothing to ask.
          onClick={() => (run.mode === 'test' ? again.mutate() : againDialog.open())}
        >
          {strings.again}
        </Button>
      )}
      {cancelling && (
        <Confirm
          title={strings.cancelTitle}
          no={strings.keepRunning}
          yes={strings.cancelRun}
          working={cancel.isPending}
          act={() => cancel.mutate()}
          close={cancelDialog.close}
        >
          {strings.cancelText}
        </Confirm>
      )}
      {retrying && (
        <RetryDialog
          run={run}
          working={retry.isPending}
          retry={(version) => retry.mutate(version)}
          close={retryDialog.close}
        />
      )}
      {repeating && (
        <Confirm
          title={strings.againTitle}
          yes={strings.again}
          working={again.isPending}
          act={() => again.mutate()}
          close={againDialog.close}
        >
          {strings.againText(run.workflowName, run.conversationId)}
        </Confirm>
      )}
    </>
  );
}

/** The same run as the engine sees it, for whoever operates it. */
function TemporalLink({ run }: { run: Execution }) {
  const session = useQuery(sessionQuery).data;
  if (!session?.temporalUi || run.status === 'pending') {
    return null;
  }
  const base = session.temporalUi.replace(/\/$/, '');
  return (
    <Button
      component="a"
      href={`${base}/namespaces/${session.temporalNamespace}/workflows/${run.id}`}
      target="_blank"
      rel="noreferrer"
      variant="subtle"
      leftSection={<IconExternalLink {...sign} />}
    >
      {strings.temporal}
    </Button>
  );
}
