import { Alert, Button, Group, Text, TextInput } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  operationsQuery,
  resumeWorkflows,
  type Stopped,
  stoppedQuery,
  stopWorkflows,
} from '../api/operations';
import { useMay } from '../api/session';
import { Confirm } from '../parts/Confirm';
import { notifyDone } from '../parts/notify';
import { Ago } from '../parts/Time';
import { strings } from './operationStrings';

/** Stops all workflows in an emergency, and lets them continue. */
export function StopSwitch({ stopped }: { stopped: Stopped | undefined }) {
  const mayChange = useMay()('settings:write');
  const [asks, setAsks] = useState(false);
  return stopped ? (
    <Alert color="red" icon={<IconHandStop aria-hidden />} title={strings.stopped} maw={640}>
      <Text size="sm">
        {strings.stoppedBy(stopped.by)} <Ago time={stopped.since} />: {stopped.reason}
      </Text>
      {mayChange && <Resume />}
    </Alert>
  ) : (
    <Group>
      <Text>{strings.running}</Text>
      {mayChange && (
        <Button
          variant="default"
          leftSection={<IconHandStop size={17} aria-hidden />}
          onClick={() => setAsks(true)}
        >
          {strings.stopAll}
        </Button>
      )}
      {asks && <AskToStop close={() => setAsks(false)} />}
    </Group>
  );
}

function useRenewal(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [operationsQuery, stoppedQuery].map(({ queryKey }) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
}

function Resume() {
  const renew = useRenewal();
  const resume = useMutation({
    mutationFn: resumeWorkflows,
    meta: { failed: strings.failedResume },
    onSuccess: async () => {
      await renew();
      notifyDone(strings.resumed);
    },
  });
  return (
    <Button mt="sm" loading={resume.isPending} onClick={() => resume.mutate()}>
      {strings.resume}
    </Button>
  );
}

function AskToStop({ close }: { close: () => void }) {
  const renew = useRenewal();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const stop = useMutation({
    mutationFn: stopWorkflows,
    meta: { failed: strings.failedStop },
    onSuccess: async () => {
      await renew();
      close();
    },
  });
  return (
    <Confirm
      title={strings.stopTitle}
      yes={strings.stop}
      isFinal
      working={stop.isPending}
      act={() => (reason.trim() ? stop.mutate(reason) : setMissing(true))}
      close={close}
    >
      <Text>{strings.stopText}</Text>
      <TextInput
        label={strings.reason}
        description={strings.reasonHelp}
        value={reason}
        maxLength={300}
        error={missing && strings.reasonMissing}
        onChange={(event) => {
          setReason(event.currentTarget.value);
          setMissing(false);
        }}
      />
    </Confirm>
  );
}
