import type { Channel, ConversationStatus, HeldBack } from '../api/conversations';
import type { EventFacts } from '../api/kinds';
import type { ExecutionMode, ExecutionStatus, StepStatus, WorkflowStatus } from '../api/types';
import { events } from '../generated/events';

/** Returns the name of a trigger, which a newer server may have sent. */
export const triggerName = (event: string): string =>
  (events as Record<string, EventFacts | undefined>)[event]?.title ?? event;

export const channelNames: Record<Channel, string> = {
  whatsapp: 'WhatsApp',
  instagram: 'Instagram',
  facebook: 'Facebook',
  webchat: 'WebChat',
};

export const conversationStatuses: Record<ConversationStatus, string> = {
  open: 'Open',
  resolved: 'Resolved',
};

export const sentiments: Record<string, string> = {
  positive: 'Positive',
  neutral: 'Neutral',
  negative: 'Negative',
};

export const workflowStatuses: Record<WorkflowStatus, string> = {
  draft: 'Draft',
  active: 'Active',
  paused: 'Paused',
  archived: 'Archived',
};

export const executionStatuses: Record<ExecutionStatus, string> = {
  pending: 'Pending',
  running: 'Running',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

export const executionModes: Record<ExecutionMode, string> = {
  production: 'Production',
  test: 'Test',
  manual: 'Manual',
};

/** The status of a step; a delay that a test skipped is shown as skipped. */
export type ShownStatus = StepStatus | 'skipped';

export const stepStatuses: Record<ShownStatus, string> = {
  running: 'Running',
  waiting: 'Waiting',
  retrying: 'Retrying',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
  reused: 'Reused',
  skipped: 'Skipped',
};

/** Reasons why a matching event did not start a workflow. */
const reasons: Record<HeldBack['reason'], string> = {
  already_in_chain: 'It would have triggered itself through other workflows.',
  chain_too_long: 'Too many workflows had already triggered one another.',
  too_many_starts: 'It started too often on this conversation within an hour.',
  already_created:
    'This conversation was already reported as created, and the workflow started then.',
};

export const heldBackReason = (reason: string): string =>
  reason in reasons ? reasons[reason as HeldBack['reason']] : reason;
