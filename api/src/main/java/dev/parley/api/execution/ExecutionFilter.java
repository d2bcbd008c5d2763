package dev.parley.api.execution;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a list is narrowed to; the newest come first.
 *
 * @param stepStatus waiting or retrying, of the step at which a run stands
 * @param node the name of the step at which a run stands or has failed
 */
record ExecutionFilter(
    @Nullable UUID workflowId,
    @Nullable String status,
    @Nullable String mode,
    @Nullable String conversationId,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String stepStatus,
    @Nullable String node) {

  static ExecutionFilter ofWorkflow(@Nullable UUID workflow) {
    return new ExecutionFilter(workflow, null, null, null, null, null, null, null);
  }

  boolean asksForStep() {
    return stepStatus != null || node != null;
  }
}
