import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { getVersion, publishVersion, putWorkingCopy } from '../editor/document/calls';
import { getWorkingCopy } from '../editor/document/workingCopy';
import { LimitedArea } from '../parts/Limited';
import { notifyDone } from '../parts/notify';
import { ActionError, useAction } from '../parts/useAction';
import { strings } from './strings';

interface Props {
  what: 'restore' | 'publish';
  workflowId: string;
  version: number;
  onClose(): void;
}

/** Asks before a version is restored or published. */
export function Ask({ what, workflowId, version, onClose }: Props) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [note, setNote] = useState('');
  const [busy, failure, run] = useAction();
  const again = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['workflows'] }),
      queries.invalidateQueries({ queryKey: ['versions', workflowId] }),
      queries.invalidateQueries({ queryKey: ['graph', workflowId, 'copy'] }),
    ]);
  const restore = async () => {
    const { graph } = await getVersion(workflowId, version);
    const { revision } = await getWorkingCopy(workflowId);
    await putWorkingCopy(workflowId, graph, revision);
    notifyDone(strings.restored(version));
    await again();
    await navigate({ to: `/workflows/${workflowId}` });
  };
  const publish = async () => {
    const published = await publishVersion(workflowId, version, note);
    notifyDone(strings.publishedAs(published.version));
    await again();
    onClose();
  };
  const isRestore = what === 'restore';
  return (
    <Modal
      opened
      onClose={onClose}
      title={isRestore ? strings.restoreTitle(version) : strings.publishTitle(version)}
      closeButtonProps={{ 'aria-label': strings.close }}
    >
      <Stack>
        <Text size="sm">{isRestore ? strings.restoreText : strings.publishText(version)}</Text>
        {!isRestore && (
          <LimitedArea
            label={strings.note}
            most={500}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
        <ActionError message={failure} />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {strings.cancel}
          </Button>
          <Button loading={busy} onClick={() => run(isRestore ? restore : publish)} data-autofocus>
            {isRestore ? strings.restore : strings.publish}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
