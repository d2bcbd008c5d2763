import { Button, Group, ScrollArea, Stack, Text } from '@mantine/core';
import { diff, isSame } from '../../graph/diff';
import { Dialog } from '../../parts/Dialog';
import { ActionError, useAction } from '../../parts/useAction';
import { useEditor, useEditorState } from '../document/context';
import { Differences } from '../parts/Differences';
import { strings } from '../parts/strings';
import { useVersion } from './useVersion';

interface Props {
  basedOn: number;
  onClear(): Promise<void>;
  onClose(): void;
}

/** Asks before unsaved changes are discarded, and lists them. */
export function ClearDialog({ basedOn, onClear, onClose }: Props) {
  const { workflowId } = useEditor();
  const document = useEditorState((state) => state.document);
  const [busy, failure, run] = useAction();
  const before = useVersion(workflowId, basedOn > 0 ? basedOn : undefined);
  const found = before && diff(before, document);
  return (
    <Dialog close={onClose} title={strings.clearTitle} size="lg">
      <Stack>
        <Text size="sm">{strings.clearText(basedOn)}</Text>
        {before && found && !isSame(found) && (
          <>
            <Text size="sm" fw={600}>
              {strings.clearWhat}
            </Text>
            <ScrollArea.Autosize mah={280}>
              <Differences found={found} before={before} after={document} />
            </ScrollArea.Autosize>
          </>
        )}
        <ActionError message={failure} />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {strings.cancel}
          </Button>
          <Button color="red" loading={busy} onClick={() => run(onClear)} data-autofocus>
            {strings.clearDo}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
