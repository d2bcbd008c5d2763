import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Item, usesQuery } from '../api/catalogues';
import { Confirm } from '../parts/Confirm';
import { Failure } from '../parts/Failure';
import { Waiting } from '../parts/Waiting';
import { useArchive } from './actions';
import { type Kind, nameOf } from './kind';
import { strings } from './strings';
import { UseList } from './UsedBy';

interface Props<V extends Item, D extends object> {
  kind: Kind<V, D>;
  item: V;
  close: () => void;
}

/** Says who uses it before it is put away, and what that means for them. */
export function ArchiveDialog<V extends Item, D extends object>({
  kind,
  item,
  close,
}: Props<V, D>) {
  const uses = useQuery({
    ...usesQuery(kind.catalogue, item.id),
    ...(kind.unused && { queryFn: () => [] }),
  });
  const archive = useArchive(kind);
  const count = uses.data?.length ?? 0;
  return (
    <Confirm
      title={strings.archiveTitle(nameOf(kind, item))}
      yes={count > 0 ? strings.archiveAnyway : strings.archive}
      isFinal={count > 0}
      working={archive.isPending}
      // An item cannot be archived before its uses are shown.
      disabled={!uses.isSuccess}
      act={() => archive.mutate(item, { onSuccess: close })}
      close={close}
    >
      {uses.isError ? (
        <Failure title={strings.failedUses} error={uses.error} retry={() => uses.refetch()} />
      ) : uses.isPending ? (
        <Waiting lines={2} />
      ) : count === 0 ? (
        <Text>{kind.unused ? kind.words.archiveEffect : strings.archiveUnused}</Text>
      ) : (
        <>
          <Text>{strings.archiveUsed(count)}</Text>
          <UseList uses={uses.data} />
          <Text>{kind.words.archiveEffect}</Text>
        </>
      )}
    </Confirm>
  );
}
