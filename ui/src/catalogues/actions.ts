import { useMutation, useQueryClient } from '@tanstack/react-query';
import { archiveItem, type CatalogueName, type Item } from '../api/catalogues';
import { messageOf } from '../api/problem';
import { notifyDone, notifyFailure } from '../parts/notify';
import { strings } from './strings';

/** After any change everything that shows the catalogue asks again, pickers in the editor too. */
export function useRefresh(catalogue: CatalogueName) {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['catalogue', catalogue] });
}

export function useArchive<V extends Item>(catalogue: CatalogueName) {
  const refresh = useRefresh(catalogue);
  return useMutation({
    mutationFn: (item: V) => archiveItem<V>(catalogue, item.id, true),
    onSuccess: async (_answer, item) => {
      await refresh();
      notifyDone(strings.archivedDone(item.name));
    },
    onError: (thrown, item) => notifyFailure(strings.failedArchive(item.name), messageOf(thrown)),
  });
}

export function useBringBack<V extends Item>(catalogue: CatalogueName) {
  const refresh = useRefresh(catalogue);
  return useMutation({
    mutationFn: (item: V) => archiveItem<V>(catalogue, item.id, false),
    onSuccess: async (_answer, item) => {
      await refresh();
      notifyDone(strings.broughtBack(item.name));
    },
    onError: (thrown, item) => notifyFailure(strings.failedBack(item.name), messageOf(thrown)),
  });
}
