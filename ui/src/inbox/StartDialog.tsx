import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, client } from '../api/client';
import { startByHand, timelineQuery } from '../api/conversations';
import type { Page, Workflow } from '../api/types';
import { Dialog } from '../parts/Dialog';
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
      {opened && (
        <Dialog close={close} title={strings.startWorkflow}>
          <StartForm conversationId={conversationId} close={close} />
        </Dialog>
      )}
    </>
  );
}

interface Choice {
  value: string;
  label: string;
}

function StartForm({ conversationId, close }: { conversationId: string; close: () => void }) {
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<Choice>();
  const [text, setText] = useState('');
  // Once one is chosen the field holds its name, and all are offered again.
  const search = text === chosen?.label ? '' : text.trim();
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
  const found = (active.data ?? []).map(({ id, name }): Choice => ({ value: id, label: name }));
  const isFound = found.some(({ value }) => value === chosen?.value);
  const options = chosen && !isFound ? [chosen, ...found] : found;
  const start = useMutation({
    mutationFn: (workflow: Choice) => startByHand(workflow.value, conversationId),
    meta: { failed: strings.failedStart },
    onSuccess: (_started, workflow) => {
      queries.invalidateQueries({ queryKey: timelineQuery(conversationId).queryKey });
      notifyDone(strings.startedIt(workflow.label));
      close();
    },
  });
  return (
    <Stack>
      <Text size="sm">{strings.startText}</Text>
      <Select
        label={strings.workflow}
        placeholder={strings.chooseWorkflow}
        data-autofocus
        searchable
        searchValue={text}
        onSearchChange={setText}
        data={options}
        value={chosen?.value ?? null}
        onChange={(id) => setChosen(options.find(({ value }) => value === id))}
        nothingFoundMessage={strings.noWorkflows}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {strings.cancel}
        </Button>
        <Button
          disabled={chosen === undefined}
          loading={start.isPending}
          onClick={() => chosen && start.mutate(chosen)}
        >
          {strings.startIt}
        </Button>
      </Group>
    </Stack>
  );
}
