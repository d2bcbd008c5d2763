import { Text } from '@mantine/core';
import { messageOf } from '../../api/problem';
import { triggerOf } from '../../graph/graph';
import { Dialog } from '../../parts/Dialog';
import { ActionError } from '../../parts/useAction';
import { useEditor, useEditorState } from '../document/context';
import { strings } from '../parts/strings';
import { keptTest } from '../variables/kept';
import { useSample } from '../variables/variables';
import type { Json } from './json';
import { TestForm } from './TestForm';

/** The test dialog: sample data for the trigger, a reply for each call, and Run. */
export function TestDialog({ onClose }: { onClose(): void }) {
  const editor = useEditor();
  const document = useEditorState((state) => state.document);
  const state = useEditorState((editing) => editing.kept);
  const event = triggerOf(document)?.config.event;
  const fetched = useSample(editor.workflowId, event, state === 'kept');
  const fresh = fetched.data as Json | undefined;
  const kept = keptTest(editor.workflowId, event);
  const failure = fetched.error
    ? messageOf(fetched.error)
    : state === 'conflict' || state === 'offline' || state === 'refused'
      ? `${strings.keptState[state]}. ${strings.notTested}`
      : undefined;
  return (
    <Dialog close={onClose} title={strings.test} size="xl">
      {kept || fresh ? (
        <TestForm
          event={event}
          first={
            kept ?? { sample: fresh ?? {}, replies: {}, skipDelays: true, callExternal: false }
          }
          fresh={fresh}
          onClose={onClose}
        />
      ) : failure ? (
        <ActionError message={failure} />
      ) : (
        <Text size="sm" role="status">
          {strings.loading}
        </Text>
      )}
    </Dialog>
  );
}
