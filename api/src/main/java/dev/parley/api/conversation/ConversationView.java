package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.Assignee;
import dev.parley.conversation.Channel;
import dev.parley.conversation.Status;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as it is shown.
 *
 * @param labels by name, as events carry them
 * @param labelIds of the same labels, in the same order
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
    @Nullable Assignee assignee,
    OffsetDateTime createdAt,
    OffsetDateTime updatedAt,
    @Nullable OffsetDateTime lastMessageAt) {

  /** A page of conversations, newest change first. */
  @Schema(name = "ConversationPage")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<ConversationView> items, @Nullable String nextCursor) {}

  /** With whom it is. */
  @Schema(name = "ConversationContact")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Contact(
      String id,
      @Nullable String name,
      @Nullable String phone,
      @Nullable String email,
      Map<String, Object> fields) {}
}
