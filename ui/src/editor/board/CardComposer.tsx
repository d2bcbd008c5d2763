import { Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { newId } from '../../graph/edits';
import type { GraphNode } from '../../graph/graph';
import { TOGETHER } from '../../graph/history';
import { type TemplateElement, TemplateInput } from '../../nodes/fields/TemplateInput';
import { Warning } from '../../nodes/fields/Warning';
import { PanelContext } from '../../nodes/panel';
import { titleOf } from '../../nodes/titles';
import { useEditor } from '../document/context';
import classes from '../parts/editor.module.css';
import { strings } from '../parts/strings';
import { useWorld } from '../variables/world';

/**
 * The text of a message, written right in its card. It is kept at every letter, like everything that
 * is configured; leaving it keeps it, and all that was written since it was opened is one thing to
 * undo.
 */
export function CardComposer({ node }: { node: GraphNode }) {
  const { store } = useEditor();
  const world = useWorld(node);
  const field = useRef<TemplateElement>(null);
  const [session] = useState(() => `${TOGETHER}${newId()}`);
  useEffect(() => {
    const input = field.current;
    input?.focus({ preventScroll: true });
    input?.setSelectionRange(input.value.length, input.value.length);
  }, []);
  if (node.kind !== 'sendMessage') {
    return null;
  }
  const change = (text: string) =>
    store.getState().edit(
      strings.change(titleOf(node)),
      (draft) => {
        const found = draft.nodes[node.id];
        if (found?.kind === 'sendMessage') {
          found.config.text = text;
        }
      },
      session,
    );
  return (
    <PanelContext.Provider value={world}>
      <div className={`${classes.composer} nodrag nopan nowheel`}>
        <TemplateInput
          field={field}
          aria-label={strings.messageOf(titleOf(node))}
          value={node.config.text}
          onChange={change}
          error={world.problemAt('/text')}
          placeholder={strings.writeMessage}
          rows={2}
          onBlur={() => store.setState({ composing: undefined })}
        />
        <Warning at="/text" />
        <Text size="xs" c="dimmed" mt={4}>
          {strings.composeHow}
        </Text>
      </div>
    </PanelContext.Provider>
  );
}
