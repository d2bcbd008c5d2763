package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.Assignee;
import dev.parley.conversation.Channel;
import dev.parley.conversation.Status;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as it is shown.
 *
 * @param labels by name, as events carry them, in the order in which they were added
 * @param labelIds of the same labels, in the same order
 * @param accountId the channel account it is held on; null for the first of its channel
 */
@Schema(name = "Conversation")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConversationView(
    String id,
    Channel channel,
    Status status,
    boolean starred,
    List<String> labels,
    List<String> labelIds,
    Map<String, Object> fields,
    @Nullable String sentiment,
    @Nullable Contact contact,
    @Nullable AssigneeView assignee,
    UUID sessionId,
    @Nullable UUID accountId,
    OffsetDateTime createdAt,
    OffsetDateTime updatedAt,
    @Nullable OffsetDateTime lastMessageAt,
    @Nullable LastMessage lastMessage) {

  /**
   * Who looks after it.
   *
   * @param name null of somebody that only another system knows
   */
  @Schema(name = "ConversationAssignee")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AssigneeView(Assignee.Type type, String id, @Nullable String name) {}

  /** With whom it is. */
  @Schema(name = "ConversationContact")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Contact(
      String id,
      @Nullable String name,
      @Nullable String phone,
      @Nullable String email,
      Map<String, Object> fields) {}

  /** What was said last, cut short. */
  record LastMessage(
      String text,
      @Schema(allowableValues = {"contact", "user", "persona", "workflow"}) String authorType,
      OffsetDateTime createdAt) {}

  /**
   * A message.
   *
   * @param deliveryError why the channel did not take it
   * @param executionId the run that sent it, of a workflow's message
   * @param played whether somebody here wrote it as the customer would
   */
  @Schema(name = "Message")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MessageView(
      String id,
      String text,
      @Schema(allowableValues = {"contact", "user", "persona", "workflow"}) String authorType,
      @Nullable String authorId,
      @Nullable String authorName,
      @Schema(allowableValues = {"pending", "delivered", "failed"}) String delivery,
      @Nullable String deliveryError,
      @Nullable UUID executionId,
      @Nullable UUID sessionId,
      boolean played,
      OffsetDateTime createdAt,
      long seq) {}
}
