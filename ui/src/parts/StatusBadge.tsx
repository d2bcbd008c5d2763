import {
  type Icon,
  IconArchive,
  IconCheck,
  IconCircleDashed,
  IconClock,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconRefresh,
  IconRepeat,
  IconX,
} from '@tabler/icons-react';
import type { ExecutionStatus, WorkflowStatus } from '../api/types';
import classes from './StatusBadge.module.css';
import { executionStatuses, type ShownStatus, stepStatuses, workflowStatuses } from './words';

type Tone = 'calm' | 'good' | 'busy' | 'warn' | 'bad';

/** A status has a word, an icon and a color, never a color alone. */
const workflowLooks: Record<WorkflowStatus, [Tone, Icon]> = {
  draft: ['calm', IconPencil],
  active: ['good', IconPlayerPlay],
  paused: ['warn', IconPlayerPause],
  archived: ['calm', IconArchive],
};

const executionLooks: Record<ExecutionStatus, [Tone, Icon]> = {
  pending: ['calm', IconCircleDashed],
  running: ['busy', IconPlayerPlay],
  completed: ['good', IconCheck],
  failed: ['bad', IconX],
  cancelled: ['calm', IconX],
};

const stepLooks: Record<ShownStatus, [Tone, Icon]> = {
  running: ['busy', IconPlayerPlay],
  waiting: ['warn', IconClock],
  retrying: ['warn', IconRefresh],
  completed: ['good', IconCheck],
  failed: ['bad', IconX],
  cancelled: ['calm', IconX],
  reused: ['calm', IconRepeat],
  skipped: ['calm', IconPlayerSkipForward],
};

export const WorkflowBadge = ({ status }: { status: WorkflowStatus }) => (
  <Badge look={workflowLooks[status]} word={workflowStatuses[status]} />
);

export const ExecutionBadge = ({ status }: { status: ExecutionStatus }) => (
  <Badge look={executionLooks[status]} word={executionStatuses[status]} />
);

export const StepBadge = ({ status }: { status: ShownStatus }) => (
  <Badge look={stepLooks[status]} word={stepStatuses[status]} />
);

function Badge({ look: [tone, Sign], word }: { look: [Tone, Icon]; word: string }) {
  return (
    <span className={classes.badge} data-tone={tone}>
      <Sign size={13} stroke={2.4} aria-hidden />
      {word}
    </span>
  );
}
