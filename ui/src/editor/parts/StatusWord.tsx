import type { WorkflowStatus } from '../../api/types';
import classes from './status.module.css';

const WORDS: Record<WorkflowStatus, string> = {
  draft: 'Draft',
  active: 'Active',
  paused: 'Paused',
  archived: 'Archived',
};

/** A workflow's status as a word. */
export function StatusWord({ status }: { status: WorkflowStatus }) {
  return (
    <span className={classes.status} data-status={status}>
      {WORDS[status]}
    </span>
  );
}
