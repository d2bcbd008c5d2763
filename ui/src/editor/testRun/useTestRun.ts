import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { isProblem, messageOf } from '../../api/problem';
import { toGraph } from '../../graph/document';
import type { Problem } from '../../graph/graph';
import { runTest } from '../document/calls';
import { useEditor } from '../document/context';
import { problemsOf } from '../document/refused';
import type { KeptTest } from '../variables/kept';

/**
 * Returns a function that runs a test of the graph as drawn, and the state of the last attempt.
 *
 * @param onStarted closes the dialog. It is called before the page of the run opens, because a user
 *   who goes back at once never sees that page.
 */
export function useTestRun(onStarted: () => void) {
  const editor = useEditor();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [problems, setProblems] = useState<Problem[]>([]);
  /** @param calling the nodes whose replies count */
  const run = async (test: KeptTest, calling: ReadonlySet<string>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await editor.keeper.flush();
      const replies = Object.fromEntries(
        Object.entries(test.replies).filter(
          ([id, reply]) => calling.has(id) && reply !== undefined,
        ),
      );
      const graph = toGraph(editor.store.getState().document);
      const { executionId } = await runTest(editor.workflowId, { ...test, graph, replies });
      onStarted();
      await navigate({ to: `/runs/${executionId}` });
    } catch (thrown) {
      editor.store.setState({ tried: true });
      setFailure(messageOf(thrown));
      if (isProblem(thrown) && thrown.code === 'unsound') {
        setProblems(problemsOf(thrown));
      }
      setBusy(false);
    }
  };
  return { busy, failure, problems, run };
}
