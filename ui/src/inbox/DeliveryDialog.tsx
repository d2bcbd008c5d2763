import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Message } from '../api/conversations';
import { messageAttemptsQuery, sendMessageAgain } from '../api/webhooks';
import { AttemptTable } from '../parts/AttemptTable';
import { Dialog } from '../parts/Dialog';
import { Loaded } from '../parts/Loaded';
import { strings } from './strings';

interface Props {
  conversation: string;
  message: Message;
  close: () => void;
}

/** The attempts to deliver a message, and one more on request. */
export function DeliveryDialog({ conversation, message, close }: Props) {
  const query = messageAttemptsQuery(conversation, message.id);
  const attempts = useQuery(query);
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: () => sendMessageAgain(conversation, message.id),
    meta: { failed: strings.failedSendAgain },
    onSettled: () => queries.invalidateQueries({ queryKey: query.queryKey }),
  });
  return (
    <Dialog close={close} size="lg" title={strings.delivery}>
      <Stack>
        <Loaded query={attempts} failed={strings.failedAttempts} lines={2}>
          {(all) => <AttemptTable attempts={all} />}
        </Loaded>
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {strings.closeDelivery}
          </Button>
          {message.delivery !== 'pending' && (
            <Button loading={send.isPending} onClick={() => send.mutate()}>
              {strings.sendAgain}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}
