import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Item, usesQuery } from '../api/catalogues';
import { Failure } from '../parts/Failure';
import { Waiting } from '../parts/Waiting';
import { useArchive } from './actions';
import type { Kind } from './kind';
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
  const archive = useArchive<V>(kind.catalogue);
  const count = uses.data?.length ?? 0;
  return (
    <Modal
      opened
      onClose={close}
      title={strings.archiveTitle(item.name)}
      closeButtonProps={{ 'aria-label': strings.close }}
    >
      <Stack gap="sm">
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
        <Group justify="flex-end" mt="sm">
          <Button variant="default" onClick={close} data-autofocus>
            {strings.cancel}
          </Button>
          <Button
            color={count > 0 ? 'red.9' : undefined}
            // Nobody should put away what they cannot see the users of.
            disabled={!uses.isSuccess}
            loading={archive.isPending}
            onClick={() => archive.mutate(item, { onSuccess: close })}
          >
            {count > 0 ? strings.archiveAnyway : strings.archive}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
