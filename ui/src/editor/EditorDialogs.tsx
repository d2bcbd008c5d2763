import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import type { Workflow } from '../api/types';
import { notifyDone } from '../parts/notify';
import type { Shortcut } from './actions/keys';
import type { Saving } from './document/saving';
import type { Opened } from './document/session';
import type { Conflict } from './document/store';
import { strings } from './parts/strings';
import type { Dialog } from './TopBar';

export const fetchDialogs = () => import('./dialogs/all');
const TestDialog = lazy(() =>
  import('./testRun/TestDialog').then((m) => ({ default: m.TestDialog })),
);
const SaveDialog = lazy(() => fetchDialogs().then((m) => ({ default: m.SaveDialog })));
const ClearDialog = lazy(() => fetchDialogs().then((m) => ({ default: m.ClearDialog })));
const PauseDialog = lazy(() => fetchDialogs().then((m) => ({ default: m.PauseDialog })));
const PublishDialog = lazy(() => fetchDialogs().then((m) => ({ default: m.PublishDialog })));
const ConflictDialog = lazy(() => fetchDialogs().then((m) => ({ default: m.ConflictDialog })));
const KeysDialog = lazy(() => fetchDialogs().then((m) => ({ default: m.KeysDialog })));

interface Props {
  workflow: Workflow;
  opened: Opened;
  saving: Saving;
  shortcuts: Shortcut[];
  dialog: Dialog;
  close(): void;
  /** The conflict that the user chose to decide later. */
  putOff: Conflict | undefined;
  onPutOff(conflict: Conflict): void;
}

/** The dialog that is open, if any. */
export function EditorDialogs(props: Props) {
  const { workflow, opened, saving, dialog, close } = props;
  const { store, keeper } = opened;
  const conflict = useStore(store, (state) => state.conflict);
  const finish = async (message?: string) => {
    close();
    if (message !== undefined) {
      notifyDone(message);
    }
    await saving.refresh();
  };
  return (
    <Suspense>
      {dialog === 'test' && <TestDialog onClose={close} />}
      {dialog === 'clear' && (
        <ClearDialog
          onClose={close}
          basedOn={store.getState().basedOn}
          onClear={() => saving.clear().then(() => finish())}
        />
      )}
      {dialog === 'save' && (
        <SaveDialog
          onClose={close}
          onSave={async (note) => finish(strings.saved((await saving.save(note)).version))}
        />
      )}
      {dialog === 'publish' && (
        <PublishDialog
          onClose={close}
          workflow={workflow}
          onPublish={async (note) =>
            finish(strings.published((await saving.publish(note)).version))
          }
        />
      )}
      {dialog === 'pause' && (
        <PauseDialog
          onClose={close}
          onPause={(cancel) => saving.pause(cancel).then(() => finish())}
        />
      )}
      {dialog === 'keys' && <KeysDialog onClose={close} shortcuts={props.shortcuts} />}
      {conflict && conflict !== props.putOff && (
        <ConflictDialog
          conflict={conflict}
          onClose={() => props.onPutOff(conflict)}
          onMine={() => keeper.keepMine(conflict)}
          onTheirs={() => keeper.takeTheirs(conflict)}
        />
      )}
    </Suspense>
  );
}
