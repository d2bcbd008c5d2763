package dev.parley.api.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.EventType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workflow as it is shown (design section 13).
 *
 * @param trigger the active version's, else the newest graph's; null while none is chosen
 * @param versions how many were saved
 * @param executions how many ran, production and manual
 * @param revision of the working copy, saves, publishes and renames: the ETag
 * @param openExecutions how many runs are going; left out of lists
 */
@Schema(name = "Workflow")
@JsonInclude(JsonInclude.Include.NON_NULL)
record WorkflowView(
    String id,
    String slug,
    String name,
    String description,
    @Nullable EventType trigger,
    WorkflowStatus status,
    int versions,
    long executions,
    long failures,
    @Nullable Integer activeVersion,
    long revision,
    boolean hasWorkingCopy,
    String changedBy,
    OffsetDateTime createdAt,
    OffsetDateTime updatedAt,
    @Nullable Integer openExecutions) {

  /** A page of the Workflows page. */
  @Schema(name = "WorkflowPage")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<WorkflowView> items, @Nullable String nextCursor) {}

  WorkflowView withOpen(int open) {
    return new WorkflowView(
        id,
        slug,
        name,
        description,
        trigger,
        status,
        versions,
        executions,
        failures,
        activeVersion,
        revision,
        hasWorkingCopy,
        changedBy,
        createdAt,
        updatedAt,
        open);
  }
}
