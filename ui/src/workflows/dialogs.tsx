import type { Workflow } from '../api/types';
import { Confirm } from '../parts/Confirm';
import { Dialog } from '../parts/Dialog';
import { useRemove, useRename } from './actions';
import { NamingForm } from './CreateDialog';
import { strings } from './strings';

interface Props {
  workflow: Workflow;
  close: () => void;
}

export function RenameDialog({ workflow, close }: Props) {
  const rename = useRename(workflow.id);
  return (
    <Dialog close={close} title={strings.renameTitle}>
      <NamingForm
        initial={{ name: workflow.name, description: workflow.description }}
        submit={strings.save}
        failed={strings.failed.rename}
        cancel={close}
        save={(naming) => rename.mutateAsync(naming).then(close)}
      />
    </Dialog>
  );
}

export function RemoveDialog({ workflow, close }: Props) {
  const remove = useRemove();
  return (
    <Confirm
      title={strings.removeTitle(workflow.name)}
      yes={strings.remove}
      isFinal
      working={remove.isPending}
      act={() => remove.mutate(workflow.id, { onSuccess: close })}
      close={close}
    >
      {strings.removeText}
    </Confirm>
  );
}
