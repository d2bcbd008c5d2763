package dev.parley.api.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.EventType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workflow in a response.
 *
 * @param trigger the active version's, else the newest graph's; null if none is chosen yet
 * @param versions number of saved versions
 * @param executions number of production and manual runs
 * @param revision counts changes of the working copy, saves, publications and renames: the ETag
 * @param openExecutions number of open runs; omitted from lists
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
