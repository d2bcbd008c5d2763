import { Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconExternalLink, IconPlayerStop, IconRefresh, IconRepeat } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { cancelRun, retryRun, runAgain } from '../api/runs';
import { sessionQuery } from '../api/session';
import type { Execution, Graph } from '../api/types';
import { addresses } from '../app/addresses';
import { notifyDone } from '../parts/notify';
import { isOpen } from './live';
import { strings } from './strings';

const sign = { size: 17, 'aria-hidden': true } as const;

/** What can be done with a run as it is now. */
export function RunActions({ run, graph }: { run: Execution; graph: Graph | undefined }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [cancelling, cancelDialog] = useDisclosure(false);
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
    mutationFn: () => retryRun(run.id),
    meta: { failed: strings.failed.retry },
    onSuccess: (started) => goTo(started, strings.retrying),
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
        <Button
          leftSection={<IconRefresh {...sign} />}
          loading={retry.isPending}
          onClick={() => retry.mutate()}
        >
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
      <Ask
        opened={cancelling}
        close={cancelDialog.close}
        title={strings.cancelTitle}
        text={strings.cancelText}
        no={strings.keepRunning}
        yes={strings.cancelRun}
        working={cancel.isPending}
        act={() => cancel.mutate()}
      />
      <Ask
        opened={repeating}
        close={againDialog.close}
        title={strings.againTitle}
        text={strings.againText(run.workflowName, run.conversationId)}
        no={strings.cancel}
        yes={strings.again}
        working={again.isPending}
        act={() => again.mutate()}
      />
    </>
  );
}

interface AskProps {
  opened: boolean;
  close: () => void;
  title: string;
  text: string;
  no: string;
  yes: string;
  working: boolean;
  act: () => void;
}

function Ask({ opened, close, title, text, no, yes, working, act }: AskProps) {
  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': no }}>
      <Text>{text}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={close} data-autofocus>
          {no}
        </Button>
        <Button loading={working} onClick={act}>
          {yes}
        </Button>
      </Group>
    </Modal>
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
