package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.conversation.ConversationView.MessageView;
import dev.parley.conversation.EventType;
import dev.parley.execution.ExecutionStatus;
import dev.parley.execution.Mode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The timeline of a conversation, newest first. */
final class Timeline {
  private Timeline() {}

  /**
   * One entry; exactly one of the last four components is set.
   *
   * @param kind event, message, execution or notStarted
   */
  @Schema(name = "TimelineEntry")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Entry(
      @Schema(allowableValues = {"event", "message", "execution", "notStarted"}) String kind,
      String id,
      OffsetDateTime time,
      @Nullable Event event,
      @Nullable MessageView message,
      @Nullable Run execution,
      @Nullable Held notStarted) {}

  /**
   * A conversation event.
   *
   * @param label of label events
   * @param actor the user who made it; null for workflows and other systems
   * @param causedBy the runs that led to it, first cause first
   */
  @Schema(name = "TimelineEvent")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Event(
      @Schema(implementation = EventType.class) String type,
      String source,
      @Nullable String actor,
      @Nullable String label,
      @Schema(ref = "#/components/schemas/EventData") JsonNode data,
      List<Cause> causedBy) {}

  /** A run in a chain of causes. */
  @Schema(name = "TimelineCause")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Cause(String executionId, String workflowId, @Nullable String workflowName) {}

  /**
   * A run of a workflow with its steps.
   *
   * @param trigger the event type that started it
   */
  @Schema(name = "TimelineRun")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Run(
      UUID id,
      UUID workflowId,
      String workflowName,
      @Nullable Integer version,
      Mode mode,
      ExecutionStatus status,
      @Schema(implementation = EventType.class) String trigger,
      @Nullable OffsetDateTime completedAt,
      @Nullable String error,
      List<Done> did) {}

  /** A step, in the order in which they were completed. */
  @Schema(name = "TimelineStep")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Done(
      String nodeId,
      String kind,
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
      @Nullable String handle,
      OffsetDateTime startedAt,
      @Nullable OffsetDateTime resumeAt,
      @Nullable String error) {}

  /**
   * A workflow that was held back.
   *
   * @param reason already_in_chain, chain_too_long, too_many_starts or already_created
   */
  @Schema(name = "TimelineHeld")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Held(
      UUID workflowId,
      @Nullable String workflowName,
      @Schema(
              allowableValues = {
                "already_in_chain",
                "chain_too_long",
                "too_many_starts",
                "already_created"
              })
          String reason,
      List<Cause> causedBy) {}
}
