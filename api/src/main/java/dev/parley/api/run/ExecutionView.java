package dev.parley.api.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.EventType;
import dev.parley.execution.ExecutionStatus;
import dev.parley.execution.Mode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An execution in a response.
 *
 * @param version null for a test of an unsaved graph
 * @param trigger the event's type
 * @param event the event that started it; omitted from lists
 * @param erasedAt when its data was erased with its contact; then it has no event, and its steps no
 *     inputs and outputs
 * @param traceId the W3C trace that its event belongs to; null if its sender is in none and Parley
 *     exports no traces
 * @param steps in the order in which they began; omitted from lists
 */
@Schema(name = "Execution")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExecutionView(
    String id,
    String workflowId,
    String workflowName,
    @Nullable Integer version,
    @Schema(implementation = EventType.class) String trigger,
    @Schema(implementation = Mode.class) String mode,
    @Schema(implementation = ExecutionStatus.class) String status,
    String conversationId,
    @Schema(ref = "#/components/schemas/RunEvent") @Nullable JsonNode event,
    OffsetDateTime createdAt,
    @Nullable OffsetDateTime startedAt,
    @Nullable OffsetDateTime completedAt,
    @Nullable Failure error,
    @Nullable String retriedFrom,
    @Nullable OffsetDateTime erasedAt,
    @Nullable String traceId,
    @Nullable List<StepView> steps) {

  /** Returns the same execution with other steps. */
  ExecutionView with(List<StepView> otherSteps) {
    return new ExecutionView(
        id,
        workflowId,
        workflowName,
        version,
        trigger,
        mode,
        status,
        conversationId,
        event,
        createdAt,
        startedAt,
        completedAt,
        error,
        retriedFrom,
        erasedAt,
        traceId,
        otherSteps);
  }

  /**
   * Returns what a caller may read.
   *
   * @param texts false leaves out what may contain customers' texts: the event, inputs, outputs and
   *     error messages
   */
  ExecutionView forReader(boolean texts) {
    return texts
        ? this
        : new ExecutionView(
            id,
            workflowId,
            workflowName,
            version,
            trigger,
            mode,
            status,
            conversationId,
            null,
            createdAt,
            startedAt,
            completedAt,
            error == null ? null : error.withoutMessage(),
            retriedFrom,
            erasedAt,
            traceId,
            steps == null ? null : steps.stream().map(StepView::withoutTexts).toList());
  }

  /** The reason why it failed or was ended. */
  @Schema(name = "Failure")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Failure(@Nullable String code, @Nullable String message, @Nullable String nodeId) {
    private Failure withoutMessage() {
      return new Failure(code, null, nodeId);
    }
  }

  /** One step in a response. */
  @Schema(name = "Step")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StepView(
      String nodeId,
      @Schema(ref = "#/components/schemas/NodeKind") String kind,
      String name,
      @Schema(
              allowableValues = {
                "running",
                "waiting",
                "retrying",
                "completed",
                "failed",
                "cancelled",
                "reused"
              })
          String status,
      int attempt,
      OffsetDateTime startedAt,
      @Nullable OffsetDateTime completedAt,
      @Nullable OffsetDateTime resumeAt,
      @Nullable JsonNode input,
      @Nullable JsonNode output,
      @Nullable Failure error,
      @Nullable String handle) {

    private StepView withoutTexts() {
      return new StepView(
          nodeId,
          kind,
          name,
          status,
          attempt,
          startedAt,
          completedAt,
          resumeAt,
          null,
          null,
          error == null ? null : error.withoutMessage(),
          handle);
    }
  }
}
