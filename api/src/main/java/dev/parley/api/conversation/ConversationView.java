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
 * A conversation in a response.
 *
 * @param uid Parley's own id, which stands for the conversation in Temporal and in logs
 * @param labels by name, as in events, in the order in which they were added
 * @param labelIds ids of the same labels, in the same order
 * @param accountId its channel account; null for the first one of its channel
 */
@Schema(name = "Conversation")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConversationView(
    String id,
    UUID uid,
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
   * The assignee.
   *
   * @param name null if only another system knows the assignee
   */
  @Schema(name = "ConversationAssignee")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AssigneeView(Assignee.Type type, String id, @Nullable String name) {}

  /** The customer. */
  @Schema(name = "ConversationContact")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Contact(
      String id,
      @Nullable String name,
      @Nullable String phone,
      @Nullable String email,
      Map<String, Object> fields) {}

  /** The latest message, truncated. */
  record LastMessage(
      String text,
      @Schema(allowableValues = {"contact", "user", "persona", "workflow"}) String authorType,
      OffsetDateTime createdAt) {}

  /**
   * A message.
   *
   * @param deliveryError the reason why the channel rejected it
   * @param executionId the run that sent a workflow's message
   * @param played true if a user wrote it in the customer's place
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
