import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconExternalLink, IconPlayerStop, IconRefresh, IconRepeat } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { cancelRun, retryRun, runAgain } from '../api/runs';
import { useMay, useSession } from '../api/session';
import type { Execution, Graph } from '../api/types';
import { addresses } from '../frame/addresses';
import { Confirm } from '../parts/Confirm';
import { notifyDone } from '../parts/notify';
import { isOpen } from './live';
import { RetryDialog } from './RetryDialog';
import { strings } from './strings';

const sign = { size: 17, 'aria-hidden': true } as const;

/** The actions that are possible for a run in its current state. */
export function RunActions({ run, graph }: { run: Execution; graph: Graph | undefined }) {
  const may = useMay();
  const mayWrite = may('executions:write');
  // A test has no effects, so editors of workflows can repeat it.
  const mayRepeat = mayWrite || (run.mode === 'test' && may('workflows:write'));
  return (
    <>
      <TemporalLink run={run} />
      {mayWrite && isOpen(run) && <Cancel run={run} />}
      {mayWrite && run.status === 'failed' && !run.erasedAt && <Retry run={run} />}
      {mayRepeat && !isOpen(run) && !run.erasedAt && <Again run={run} graph={graph} />}
    </>
  );
}

/** Returns how to show a run that was just started. */
function useShowRun() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return (started: { executionId: string }, message: string) => {
    queries.invalidateQueries({ queryKey: ['runs', 'list'] });
    notifyDone(message);
    navigate({ to: addresses.run(started.executionId) });
  };
}

function Cancel({ run }: { run: Execution }) {
  const queries = useQueryClient();
  const [asking, dialog] = useDisclosure(false);
  const cancel = useMutation({
    mutationFn: () => cancelRun(run.id),
    meta: { failed: strings.failed.cancel },
    onSuccess: () => {
      dialog.close();
      notifyDone(strings.cancelled);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['runs'] }),
  });
  return (
    <>
      <Button variant="default" leftSection={<IconPlayerStop {...sign} />} onClick={dialog.open}>
        {strings.cancel}
      </Button>
      {asking && (
        <Confirm
          title={strings.cancelTitle}
          no={strings.keepRunning}
          yes={strings.cancelRun}
          working={cancel.isPending}
          act={() => cancel.mutate()}
          close={dialog.close}
        >
          {strings.cancelText}
        </Confirm>
      )}
    </>
  );
}

function Retry({ run }: { run: Execution }) {
  const show = useShowRun();
  const [asking, dialog] = useDisclosure(false);
  const retry = useMutation({
    mutationFn: (version: number | 'active' | undefined) => retryRun(run.id, version),
    meta: { failed: strings.failed.retry },
    onSuccess: (started) => {
      dialog.close();
      show(started, strings.retrying);
    },
  });
  return (
    <>
      <Button leftSection={<IconRefresh {...sign} />} onClick={dialog.open}>
        {strings.retry}
      </Button>
      {asking && (
        <RetryDialog
          run={run}
          working={retry.isPending}
          retry={(version) => retry.mutate(version)}
          close={dialog.close}
        />
      )}
    </>
  );
}

function Again({ run, graph }: { run: Execution; graph: Graph | undefined }) {
  const show = useShowRun();
  const [asking, dialog] = useDisclosure(false);
  const again = useMutation({
    mutationFn: () => runAgain(run, graph),
    meta: { failed: strings.failed.again },
    onSuccess: (started) => {
      dialog.close();
      show(started, strings.startedAgain);
    },
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconRepeat {...sign} />}
        loading={again.isPending}
        // A test has no effects, so it needs no confirmation.
        onClick={() => (run.mode === 'test' ? again.mutate() : dialog.open())}
      >
        {strings.again}
      </Button>
      {asking && (
        <Confirm
          title={strings.againTitle}
          yes={strings.again}
          working={again.isPending}
          act={() => again.mutate()}
          close={dialog.close}
        >
          {strings.againText(run.workflowName, run.conversationId)}
        </Confirm>
      )}
    </>
  );
}

/** A link to the run in Temporal's own UI, for operators. */
function TemporalLink({ run }: { run: Execution }) {
  const session = useSession();
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
