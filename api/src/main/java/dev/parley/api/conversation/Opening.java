package dev.parley.api.conversation;

import dev.parley.api.problem.Refusal;
import dev.parley.conversation.Channel;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.Status;
import dev.parley.store.Ids;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A new conversation, as it is asked for.
 *
 * @param contactName short for a new contact with this name
 * @param message what the customer says first
 */
@Schema(name = "NewConversation")
record Opening(
    @Nullable String id,
    @Nullable Channel channel,
    @Nullable UUID accountId,
    @Nullable Customer contact,
    @Nullable String contactName,
    @Nullable Map<String, @Nullable Object> fields,
    @Nullable String message) {

  /** A contact, known by its id or new. */
  @Schema(name = "NewConversationContact")
  record Customer(
      @Nullable String id, @Nullable String name, @Nullable String phone, @Nullable String email) {}

  Opening {
    checked("/id", id, 128);
    checked("/message", message, ConversationsController.LONGEST_TEXT);
    checked("/contactName", contactName, 200);
    if (contact != null) {
      checked("/contact/id", contact.id(), 128);
      checked("/contact/name", contact.name(), 200);
      checked("/contact/phone", contact.phone(), 50);
      checked("/contact/email", contact.email(), 320);
    }
  }

  private static void checked(String pointer, @Nullable String text, int longest) {
    if (text != null && (text.isEmpty() || text.length() > longest || text.indexOf('\0') >= 0)) {
      throw Refusal.unsound(pointer, "text-length", "This has 1 to " + longest + " characters.");
    }
  }

  /** The customer; null when none is named. */
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
    return new Conversation(
        id == null ? Ids.next().toString() : id,
        channel == null ? Channel.WEBCHAT : channel,
        Status.OPEN,
        false,
        List.of(),
        null,
        contactId,
        given(),
        null,
        false);
  }
}
