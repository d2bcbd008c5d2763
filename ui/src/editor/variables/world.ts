import { useMemo } from 'react';
import { equal } from '../../graph/diff';
import type { Document, GraphNode, NodeOf, Problem } from '../../graph/graph';
import { brokenBy } from '../../graph/rules';
import type { PanelWorld } from '../../nodes/panel';
import { titleOf } from '../../nodes/titles';
import { useEditorState } from '../document/context';
import { usePreview } from './preview';
import { useVariables } from './variables';

/** The setting at fault, as a pointer into the node's settings. */
export function fieldOf(problem: Problem): string {
  return /^\/nodes\/\d+\/config(.*)$/.exec(problem.pointer ?? '')?.[1] ?? '';
}

/** Until a node was left once, or publishing was tried, its empty fields are not yet mistakes. */
export function useWorld(node: GraphNode): PanelWorld {
  const judged = useEditorState((state) => state.judged?.nodes[node.id]);
  const problems = useEditorState((state) => state.problems[node.id]);
  const shown = useEditorState((state) => state.tried || state.visited.has(node.id));
  const broken = useEditorState((state) =>
    node.kind === 'trigger' && node.config.event ? brokenNames(state.document, node) : '',
  );
  return useMemo(() => {
    // What was changed since the server looked may be right by now.
    const isFresh = (pointer: string) =>
      !judged || judged === node || equal(valueAt(judged, pointer), valueAt(node, pointer));
    return {
      problemAt: (pointer) => {
        const found = at(problems, 'error', pointer);
        return found && (shown || !isUnfinished(found)) && isFresh(pointer)
          ? found.message
          : undefined;
      },
      warningAt: (pointer) =>
        isFresh(pointer) ? at(problems, 'warning', pointer)?.message : undefined,
      nodeId: node.id,
      useTemplating: useVariables,
      usePreview,
      broken: broken === '' ? [] : broken.split('\n'),
    };
  }, [node, judged, problems, shown, broken]);
}

function at(problems: Problem[] | undefined, severity: Problem['severity'], pointer: string) {
  // An argument that is edited as JSON is one field, whatever is in it.
  const isIn = (field: string) =>
    field === pointer || (pointer.startsWith('/arguments/') && field.startsWith(`${pointer}/`));
  return problems?.find((problem) => problem.severity === severity && isIn(fieldOf(problem)));
}

/** The value of a setting, by JSON pointer into a node's settings. */
function valueAt({ config }: GraphNode, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (value, name) => (value as Record<string, unknown> | undefined)?.[name],
      config,
    );
}

function brokenNames(document: Document, node: NodeOf<'trigger'>): string {
  return node.config.event
    ? brokenBy(document, node.config.event)
        .map((one) => titleOf(one))
        .join('\n')
    : '';
}

/** A field that is merely empty, rather than wrong. */
function isUnfinished({ code }: Problem): boolean {
  return /-(missing|empty)$/.test(code) || code === 'delay-out-of-range';
}
