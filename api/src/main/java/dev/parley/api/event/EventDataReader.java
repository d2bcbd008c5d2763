package dev.parley.api.event;

import dev.parley.api.Texts;
import dev.parley.conversation.Assignee;
import dev.parley.conversation.Channel;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Name;
import dev.parley.conversation.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The shape of an event's data (design section 13). */
final class EventDataReader {
  private static final int LONGEST_ID = 128;
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_TEXT = 100_000;

  private final EventFaults faults;

  EventDataReader(EventFaults faults) {
    this.faults = faults;
  }

  /** Tells what is wrong with the data of an event of a type, which is null when it has none. */
  void read(JsonNode data, @Nullable EventType type) {
    var conversation = data.path("conversation");
    if (!conversation.isObject()) {
      faults.add("/data/conversation", "conversation-missing", "The data needs a conversation.");
    } else {
      conversation(conversation, type);
    }
    var message = data.path("message");
    if (message.isObject()) {
      faults.text(message, "/data/message", "id", LONGEST_ID, true);
      faults.text(message, "/data/message", "text", LONGEST_TEXT, true);
    } else if (!message.isMissingNode() && !message.isNull()) {
      faults.add("/data/message", "type-mismatch", "A message is an object.");
    }
    if (type == EventType.MESSAGE_RECEIVED && !message.isObject()) {
      faults.add("/data/message", "message-missing", "message.received needs a message.");
    }
    var named = type != null && type.aboutLabel();
    var label = faults.text(data, "/data", "label", LONGEST_NAME, named);
    if (named && label != null) {
      label(data.path("label"), "/data/label");
    }
  }

  private void conversation(JsonNode conversation, @Nullable EventType type) {
    var at = "/data/conversation";
    faults.text(conversation, at, "id", LONGEST_ID, true);
    choice(
        conversation, at, "channel", Arrays.stream(Channel.values()).map(Channel::wire).toList());
    choice(conversation, at, "status", Arrays.stream(Status.values()).map(Status::wire).toList());
    if (!conversation.path("starred").isMissingNode()
        && !conversation.path("starred").isBoolean()) {
      faults.add(at + "/starred", "type-mismatch", "starred is true or false.");
    }
    var labels = conversation.path("labels");
    if (labels.isArray()) {
      for (int i = 0; i < labels.size(); i++) {
        label(labels.path(i), at + "/labels/" + i);
      }
    } else if (!labels.isMissingNode()) {
      faults.add(at + "/labels", "type-mismatch", "labels is a list of names.");
    }
    if (!conversation.path("fields").isMissingNode() && !conversation.path("fields").isObject()) {
      faults.add(at + "/fields", "type-mismatch", "fields is an object.");
    }
    contact(conversation.path("contact"), at + "/contact");
    assignee(conversation.path("assignee"), at + "/assignee", type);
  }

  private void label(JsonNode label, String at) {
    var name = Name.of(label.asString(""));
    if (!label.isString() || name.isBlank() || !Texts.fits(name.text(), LONGEST_NAME)) {
      faults.add(
          at, "label-invalid", "A label is a name of 1 to 80 characters, none of them U+0000.");
    }
  }

  private void contact(JsonNode contact, String at) {
    if (contact.isMissingNode() || contact.isNull()) {
      return;
    }
    if (!contact.isObject()) {
      faults.add(at, "type-mismatch", "A contact is an object.");
      return;
    }
    faults.text(contact, at, "id", LONGEST_ID, true);
    faults.text(contact, at, "name", 200, false);
    faults.text(contact, at, "phone", 50, false);
    faults.text(contact, at, "email", 320, false);
    if (!contact.path("fields").isMissingNode() && !contact.path("fields").isObject()) {
      faults.add(at + "/fields", "type-mismatch", "fields is an object.");
    }
  }

  private void assignee(JsonNode assignee, String at, @Nullable EventType type) {
    var needed = type == EventType.USER_ASSIGNED || type == EventType.AI_ASSIGNED;
    if (assignee.isMissingNode() || assignee.isNull()) {
      if (needed) {
        faults.add(at, "assignee-missing", "An assignment says who was assigned.");
      }
      return;
    }
    if (!assignee.isObject()) {
      faults.add(at, "type-mismatch", "An assignee is an object.");
      return;
    }
    faults.text(assignee, at, "id", LONGEST_ID, true);
    var types = Arrays.stream(Assignee.Type.values()).map(Assignee.Type::wire).toList();
    if (choice(assignee, at, "type", types).isEmpty()) {
      faults.add(at + "/type", "value-unknown", "An assignee's type is user or persona.");
    } else if (needed) {
      var wanted = type == EventType.USER_ASSIGNED ? "user" : "persona";
      if (!assignee.path("type").asString("").equals(wanted)) {
        faults.add(at + "/type", "assignee-type", "This event assigns a " + wanted + ".");
      }
    }
  }

  private Optional<String> choice(JsonNode from, String at, String name, List<String> choices) {
    var value = from.path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isString() || !choices.contains(value.stringValue())) {
      faults.add(
          at + "/" + name,
          "value-unknown",
          name + " is one of: " + String.join(", ", choices) + ".");
    }
    return Optional.of(value.asString(""));
  }
}
