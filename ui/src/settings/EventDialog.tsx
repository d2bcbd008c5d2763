import { Alert, Button, Code, Group, JsonInput, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { forgetEvent, type RejectedEvent, rejectedEventQuery, repostEvent } from '../api/events';
import { type Fault, isProblem, messageOf } from '../api/problem';
import { useMay } from '../api/session';
import { Dialog } from '../parts/Dialog';
import { Loaded } from '../parts/Loaded';
import { notifyDone, notifyFailure } from '../parts/notify';
import { strings } from './eventStrings';

/** A rejected event with its problems, to correct and send again. */
export function RejectedEventDialog({ id, close }: { id: string; close: () => void }) {
  const event = useQuery(rejectedEventQuery(id));
  return (
    <Dialog close={close} size="xl" title={strings.rejectedTitle(idOf(event.data))}>
      <Loaded query={event} failed={strings.failedOne}>
        {(rejected) => <Correction rejected={rejected} close={close} />}
      </Loaded>
    </Dialog>
  );
}

function idOf(rejected: RejectedEvent | undefined): string {
  const event = rejected?.event as { id?: unknown } | undefined;
  return typeof event?.id === 'string' ? event.id : '';
}

function Correction({ rejected, close }: { rejected: RejectedEvent; close: () => void }) {
  const [text, setText] = useState(() => JSON.stringify(rejected.event, null, 2) ?? '');
  const { faults, send, forget } = useCorrection(rejected, close);
  const kept = rejected.event !== undefined;
  const mayWrite = useMay()('rejected-events:write');
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {strings.rejectedText(rejected.sender)}
      </Text>
      <Alert color="red" title={strings.problems}>
        <Stack gap={4}>
          {faults.map((fault) => (
            <Text size="sm" key={`${fault.pointer} ${fault.code}`}>
              <Code>{fault.pointer || strings.wholeEvent}</Code> {fault.message}
            </Text>
          ))}
        </Stack>
      </Alert>
      {kept ? (
        <JsonInput
          label={strings.json}
          autosize
          minRows={8}
          maxRows={20}
          formatOnBlur={false}
          readOnly={!mayWrite}
          validationError={strings.notJson}
          value={text}
          onChange={setText}
        />
      ) : (
        <Text>{strings.tooLarge}</Text>
      )}
      <Group justify="space-between">
        {mayWrite && (
          <Button
            variant="subtle"
            color="red"
            loading={forget.isPending}
            onClick={() => forget.mutate()}
          >
            {strings.forget}
          </Button>
        )}
        <Group ml="auto">
          <Button variant="default" onClick={close}>
            {strings.close}
          </Button>
          {mayWrite && kept && !rejected.repostedAt && (
            <Button loading={send.isPending} onClick={() => send.mutate(text)}>
              {strings.send}
            </Button>
          )}
        </Group>
      </Group>
    </Stack>
  );
}

/** Returns how to send or delete a rejected event, and the problems of the last attempt. */
function useCorrection(rejected: RejectedEvent, close: () => void) {
  const queries = useQueryClient();
  const [faults, setFaults] = useState<Fault[]>(rejected.errors);
  const finish = (message: string) => {
    notifyDone(message);
    close();
    return queries.invalidateQueries({ queryKey: ['events'] });
  };
  const send = useMutation({
    mutationFn: (event: string) => repostEvent({ id: rejected.id, event }),
    onSuccess: ({ result }) => finish(result === 'duplicate' ? strings.duplicate : strings.sent),
    onError: (thrown) => {
      if (isProblem(thrown) && thrown.faults.length > 0) {
        setFaults(thrown.faults);
      } else {
        notifyFailure(strings.failedSend, messageOf(thrown));
      }
    },
  });
  const forget = useMutation({
    mutationFn: () => forgetEvent(rejected.id),
    meta: { failed: strings.failedForget },
    onSuccess: () => finish(strings.forgotten),
  });
  return { faults, send, forget };
}
