import { Stack, Text, UnstyledButton } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import type { Problem } from '../../graph/graph';
import { titleOf } from '../../nodes/titles';
import { useEditor, useEditorState } from '../document/context';
import classes from '../parts/editor.module.css';
import { strings } from '../parts/strings';
import { fieldOf } from '../variables/world';

/** A list of problems, each leading to its node; of the whole workflow unless some are given. */
export function ProblemList({ problems }: { problems?: Problem[] }) {
  const editor = useEditor();
  const own = useEditorState((state) => state.allProblems);
  const all = problems ?? own;
  return (
    <Stack gap="xs">
      {!problems && (
        <Text fw={600} id="problem-list" tabIndex={-1}>
          {all.length === 0 ? strings.noProblems : strings.problems(all.length)}
        </Text>
      )}
      {all.map((problem) => (
        <ProblemItem
          key={`${problem.nodeId} ${problem.pointer} ${problem.code}`}
          problem={problem}
          onGo={() => problem.nodeId && editor.goTo(problem.nodeId, fieldOf(problem))}
        />
      ))}
      {!problems && (
        <Text size="sm" c="dimmed">
          {strings.pickNode}
        </Text>
      )}
    </Stack>
  );
}

function ProblemItem({ problem, onGo }: { problem: Problem; onGo(): void }) {
  const title = useEditorState((state) => {
    const node = problem.nodeId ? state.document.nodes[problem.nodeId] : undefined;
    return node ? titleOf(node) : undefined;
  });
  const Icon = problem.severity === 'error' ? IconAlertCircle : IconAlertTriangle;
  return (
    <UnstyledButton
      className={classes.problemItem}
      data-warning={problem.severity === 'warning' || undefined}
      onClick={onGo}
      aria-label={title ? `${strings.goTo} ${title}: ${problem.message}` : problem.message}
    >
      <Icon size={17} aria-hidden />
      <span>
        {title && <strong>{title}: </strong>}
        {problem.message}
      </span>
    </UnstyledButton>
  );
}
