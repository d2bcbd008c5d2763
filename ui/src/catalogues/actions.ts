import { useMutation, useQueryClient } from '@tanstack/react-query';
import { archiveItem, type CatalogueName, type Item } from '../api/catalogues';
import { messageOf } from '../api/problem';
import { notifyDone, notifyFailure } from '../parts/notify';
import { type Kind, nameOf } from './kind';
import { strings } from './strings';

/** Returns how to reload everything that shows the catalog, including pickers in the editor. */
export function useRefresh(catalogue: CatalogueName) {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['catalogue', catalogue] });
}

/** Archives or unarchives an item. */
function useMove<V extends Item, D extends object>(kind: Kind<V, D>, isAway: boolean) {
  const refresh = useRefresh(kind.catalogue);
  const [done, failed] = isAway
    ? [strings.archivedDone, strings.failedArchive]
    : [strings.unarchivedDone, strings.failedUnarchive];
  return useMutation({
    mutationFn: (item: V) => archiveItem<V>(kind.catalogue, item.id, isAway),
    onSuccess: async (_answer, item) => {
      await refresh();
      notifyDone(done(nameOf(kind, item)));
    },
    onError: (thrown, item) => notifyFailure(failed(nameOf(kind, item)), messageOf(thrown)),
  });
}

export const useArchive = <V extends Item, D extends object>(kind: Kind<V, D>) =>
  useMove(kind, true);

export const useUnarchive = <V extends Item, D extends object>(kind: Kind<V, D>) =>
  useMove(kind, false);
