import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, client } from '../api/client';
import { startByHand, timelineQuery } from '../api/conversations';
import type { Page, Workflow } from '../api/types';
import { notifyDone } from '../parts/notify';
import classes from './inbox.module.css';
import { strings } from './strings';

/** The button that runs a published workflow on a conversation, and what it asks. */
export function StartDialog({ conversationId }: { conversationId: string }) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button
        size="sm"
        variant="default"
        className={classes.startButton}
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        onClick={open}
      >
        {strings.startWorkflow}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={strings.startWorkflow}
        closeButtonProps={{ 'aria-label': strings.close }}
      >
        <StartForm conversationId={conversationId} close={close} />
      </Modal>
    </>
  );
}

function StartForm({ conversationId, close }: { conversationId: string; close: () => void }) {
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const [search, setSearch] = useState('');
  const active = useQuery({
    queryKey: ['workflows', 'active', search],
    queryFn: async () =>
      (
        await answer<Page<Workflow>>(
          client.GET('/workflows', {
            params: {
              query: {
                status: 'active',
                sort: 'name',
                order: 'asc',
                limit: 100,
                search: search || undefined,
              },
            },
          }),
        )
      ).items,
    placeholderData: (previous) => previous,
  });
  const options = (active.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const start = useMutation({
    mutationFn: (workflow: { value: string; label: string }) =>
      startByHand(workflow.value, conversationId),
    meta: { failed: strings.failedStart },
    onSuccess: (_started, workflow) => {
      queries.invalidateQueries({ queryKey: timelineQuery(conversationId).queryKey });
      notifyDone(strings.startedIt(workflow.label));
      close();
    },
  });
  const workflow = options.find(({ value }) => value === chosen);
  return (
    <Stack>
      <Text size="sm">{strings.startText}</Text>
      <Select
        label={strings.workflow}
        placeholder={strings.chooseWorkflow}
        data-autofocus
        searchable
        searchValue={search}
        onSearchChange={(text) => setSearch(options.some((one) => one.label === text) ? '' : text)}
        data={options}
        value={chosen}
        onChange={setChosen}
        nothingFoundMessage={strings.noWorkflows}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {strings.cancel}
        </Button>
        <Button
          disabled={workflow === undefined}
          loading={start.isPending}
          onClick={() => workflow && start.mutate(workflow)}
        >
          {strings.startIt}
        </Button>
      </Group>
    </Stack>
  );
}
