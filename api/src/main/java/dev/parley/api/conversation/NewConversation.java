package dev.parley.api.conversation;

import dev.parley.api.Texts;
import dev.parley.api.problem.Refusal;
import dev.parley.conversation.Channel;
import dev.parley.conversation.Conversation;
import dev.parley.store.Ids;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A new conversation in a request.
 *
 * @param contactName shorthand for a new contact with this name
 * @param message the customer's first message
 */
@Schema(name = "NewConversation")
record NewConversation(
    @Schema(minLength = 1, maxLength = 128) @Nullable String id,
    @Nullable Channel channel,
    @Nullable UUID accountId,
    @Nullable Customer contact,
    @Schema(minLength = 1, maxLength = 200) @Nullable String contactName,
    @Schema(ref = "#/components/schemas/FieldValues")
        @Nullable Map<String, @Nullable Object> fields,
    @Schema(minLength = 1, maxLength = ConversationsController.LONGEST_TEXT)
        @Nullable String message) {

  /** A contact: an existing one by its id, or a new one. */
  @Schema(name = "NewConversationContact")
  record Customer(
      @Schema(minLength = 1, maxLength = 128) @Nullable String id,
      @Schema(minLength = 1, maxLength = 200) @Nullable String name,
      @Schema(minLength = 1, maxLength = 50) @Nullable String phone,
      @Schema(minLength = 1, maxLength = 320) @Nullable String email) {}

  /**
   * Returns the request after validation.
   *
   * @throws Refusal 422 naming the values with an invalid length
   */
  NewConversation checked() {
    checked("/id", id, 128);
    checked("/message", message, ConversationsController.LONGEST_TEXT);
    checked("/contactName", contactName, 200);
    if (contact != null) {
      checked("/contact/id", contact.id(), 128);
      checked("/contact/name", contact.name(), 200);
      checked("/contact/phone", contact.phone(), 50);
      checked("/contact/email", contact.email(), 320);
    }
    return this;
  }

  private static void checked(String pointer, @Nullable String text, int longest) {
    if (text != null && (text.isEmpty() || !Texts.fits(text, longest))) {
      throw Refusal.unsound(pointer, "text-length", "This has 1 to " + longest + " characters.");
    }
  }

  /** Returns the customer; null if none is given. */
  @Nullable Customer customer() {
    return contact == null && contactName != null
        ? new Customer(null, contactName, null, null)
        : contact;
  }

  private Map<String, Object> given() {
    var given = new LinkedHashMap<String, Object>();
    if (fields != null) {
      fields.forEach((key, value) -> {
        if (value != null) {
          given.put(key, value);
        }
      });
    }
    return given;
  }

  Conversation conversation(@Nullable String contactId) {
    return Conversation.blank(id == null ? Ids.next().toString() : id)
        .withChannel(channel == null ? Channel.WEBCHAT : channel)
        .withContact(contactId)
        .withFields(given());
  }
}
