import { Button, Group, Modal, Text } from '@mantine/core';
import type { Workflow } from '../api/types';
import { useRemove, useRename } from './actions';
import { NamingForm } from './CreateDialog';
import { strings } from './strings';

interface Props {
  workflow: Workflow;
  opened: boolean;
  close: () => void;
}

const closeButton = { 'aria-label': strings.cancel };

export function RenameDialog({ workflow, opened, close }: Props) {
  const rename = useRename(workflow.id);
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={strings.renameTitle}
      closeButtonProps={closeButton}
    >
      <NamingForm
        initial={{ name: workflow.name, description: workflow.description }}
        submit={strings.save}
        failed={strings.failed.rename}
        cancel={close}
        save={(naming) => rename.mutateAsync(naming).then(close)}
      />
    </Modal>
  );
}

export function RemoveDialog({ workflow, opened, close }: Props) {
  const remove = useRemove();
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={strings.removeTitle(workflow.name)}
      closeButtonProps={closeButton}
    >
      <Text>{strings.removeText}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={close} data-autofocus>
          {strings.cancel}
        </Button>
        <Button
          color="red.9"
          loading={remove.isPending}
          onClick={() => remove.mutate(workflow.id, { onSuccess: close })}
        >
          {strings.remove}
        </Button>
      </Group>
    </Modal>
  );
}
