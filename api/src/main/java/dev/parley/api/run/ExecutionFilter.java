package dev.parley.api.run;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The filter of a list, newest first.
 *
 * @param stepStatus waiting or retrying, for the run's current step
 * @param node the name of the step that is current or has failed
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
