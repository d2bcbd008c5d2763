import { useQueryClient } from '@tanstack/react-query';
import { isProblem, messageOf } from '../../api/problem';
import { toGraph } from '../../graph/document';
import { notifyFailure } from '../../parts/notify';
import { strings } from '../parts/strings';
import {
  cancelRuns,
  clearWorkingCopy,
  moveWorkflow,
  publishGraph,
  type Saved,
  saveVersion,
} from './calls';
import type { Opened } from './session';

/** Returns the calls that save, publish, clear, pause and resume the open workflow. */
export function useSaving(workflowId: string, { store, keeper }: Opened) {
  const queries = useQueryClient();
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['workflows'] }),
      queries.invalidateQueries({ queryKey: ['versions', workflowId] }),
    ]);
  /** Saves the graph as it is seen. If someone else was faster, the conflict is shown. */
  const keep = async (call: typeof saveVersion, note: string): Promise<Saved> => {
    await keeper.flush();
    const { document } = store.getState();
    try {
      const saved = await call(workflowId, toGraph(document), keeper.revision, note);
      keeper.know({ ...saved, basedOn: saved.version, unsaved: false });
      return saved;
    } catch (thrown) {
      if (isProblem(thrown) && thrown.code === 'stale') {
        await keeper.meet(thrown.more);
      }
      throw thrown;
    }
  };
  return {
    refresh,
    save: (note: string) => keep(saveVersion, note),
    publish: (note: string) => keep(publishGraph, note),
    clear: async () => {
      await keeper.flush();
      keeper.replace(await clearWorkingCopy(workflowId, keeper.revision), strings.clear);
    },
    pause: async (cancel: boolean) => {
      keeper.moved(await moveWorkflow(workflowId, 'pause'));
      if (cancel) {
        await cancelRuns(workflowId);
      }
    },
    resume: () =>
      moveWorkflow(workflowId, 'resume')
        .then(keeper.moved.bind(keeper))
        .then(refresh)
        .catch((thrown) => notifyFailure(strings.notResumed, messageOf(thrown))),
  };
}

export type Saving = ReturnType<typeof useSaving>;
