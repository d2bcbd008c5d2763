import { useQuery } from '@tanstack/react-query';
import { beforeSignOut } from '../../api/session';
import { toDocument } from '../../graph/document';
import { notifyDone } from '../../parts/notify';
import { strings } from '../parts/strings';
import { callsOf, Keeper, localCopyOf } from './keeper';
import { createEditor, type EditorStore } from './store';
import { getWorkingCopy, type WorkingCopy, workingCopyQuery } from './workingCopy';

/** One workflow that is or was open in this tab. */
export interface Opened {
  store: EditorStore;
  keeper: Keeper;
}

// Kept as long as the tab, so that undo survives a visit to the runs.
const open = new Map<string, Opened>();
beforeSignOut(() => Promise.all([...open.values()].map(({ keeper }) => keeper.flush())));

function begin(workflowId: string, copy: WorkingCopy): Opened {
  const store = createEditor(toDocument(copy.graph));
  const keeper = new Keeper(store, callsOf(workflowId), localCopyOf(workflowId), copy);
  if (keeper.bringBack(copy)) {
    notifyDone(strings.restored);
  }
  const trigger = Object.values(store.getState().document.nodes).find((n) => n.kind === 'trigger');
  // A new workflow opens at its trigger, ready to configure.
  if (trigger && Object.keys(store.getState().document.nodes).length === 1) {
    store.getState().select([trigger.id]);
  }
  return { store, keeper };
}

/** Returns the workflow as it was left in this tab, updated to what the server has now. */
export function useOpened(workflowId: string) {
  return useQuery({
    queryKey: ['opened', workflowId],
    queryFn: async ({ client }): Promise<Opened> => {
      const known = open.get(workflowId);
      if (known) {
        await known.keeper.flush();
        // Never what was fetched before that: it may be older than what was just sent.
        known.keeper.refresh(await getWorkingCopy(workflowId));
        return known;
      }
      const opened = begin(workflowId, await client.fetchQuery(workingCopyQuery(workflowId)));
      open.set(workflowId, opened);
      return opened;
    },
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    structuralSharing: false,
  });
}
