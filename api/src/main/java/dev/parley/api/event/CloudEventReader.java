package dev.parley.api.event;

import dev.parley.api.Rfc3339;
import dev.parley.api.Texts;
import dev.parley.api.problem.Refusal.Fault;
import dev.parley.conversation.Assignee;
import dev.parley.conversation.Channel;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Name;
import dev.parley.conversation.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads one CloudEvent in its JSON form (CloudEvents 1.0.2, JSON Event Format) and the shape of its
 * data (design section 13). Tells everything that is wrong, with pointers.
 */
final class CloudEventReader {
  private static final int LONGEST_ID = 128;
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_TEXT = 100_000;
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("+10000-01-01T00:00:00Z");
  private static final Duration AHEAD = Duration.ofDays(1);
  private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,40}");
  private static final Set<String> KNOWN =
      Set.of("specversion", "id", "source", "type", "time", "datacontenttype", "data");

  private final List<Fault> faults = new ArrayList<>();
  private final JsonNode json;

  private CloudEventReader(JsonNode json) {
    this.json = json;
  }

  /** What reading gave. */
  sealed interface Reading {
    /** It is right. */
    record Read(CloudEvent event) implements Reading {}

    /** It is not. */
    record Wrong(String id, List<Fault> faults) implements Reading {}
  }

  static Reading read(JsonNode json, Clock clock) {
    return new CloudEventReader(json).read(clock);
  }

  private Reading read(Clock clock) {
    if (!json.isObject()) {
      fault("", "event-not-object", "An event is a JSON object.");
      return new Reading.Wrong("", faults);
    }
    var version = json.path("specversion");
    if (!version.isString() || !version.stringValue().equals("1.0")) {
      fault("/specversion", "specversion-unsupported", "specversion must be \"1.0\".");
    }
    var id = text(json, "", "id", 256, true);
    var source = text(json, "", "source", 512, true);
    var type = type();
    var time = time(clock);
    extensions();
    var data = json.path("data");
    if (json.has("data_base64")) {
      fault("/data_base64", "data-not-json", "The data must be JSON in \"data\".");
    } else if (!data.isObject()) {
      fault("/data", "data-missing", "\"data\" must be an object with the conversation.");
    } else {
      data(data, type);
    }
    if (!faults.isEmpty() || id == null || source == null || type == null) {
      return new Reading.Wrong(id == null ? "" : id, faults);
    }
    return new Reading.Read(
        new CloudEvent(id, source, type, time, data, Saying.hash(type, time, data)));
  }

  private @Nullable EventType type() {
    var wire = text(json, "", "type", 128, true);
    if (wire == null) {
      return null;
    }
    var type = EventType.of(wire);
    if (type.isEmpty()) {
      fault("/type", "type-unknown", "There is no event type \"" + wire + "\".");
    }
    return type.orElse(null);
  }

  /** An event without a time happens when it takes its conversation's lock, not now. */
  private @Nullable Instant time(Clock clock) {
    if (!json.hasNonNull("time")) {
      return null;
    }
    var time = Rfc3339.read(json.path("time").asString("")).orElse(Instant.MIN);
    if (time.isBefore(FIRST) || !time.isBefore(LAST)) {
      fault("/time", "time-invalid", "time must be an RFC 3339 time such as 2026-11-24T09:00:00Z.");
      return null;
    }
    if (time.isAfter(clock.instant().plus(AHEAD))) {
      fault(
          "/time",
          "time-ahead",
          "time is more than a day ahead. Nothing later would change this conversation until then.");
      return null;
    }
    return time;
  }

  private void extensions() {
    for (var name : json.propertyNames()) {
      if (KNOWN.contains(name) || name.equals("data_base64")) {
        continue;
      }
      if (!EXTENSION.matcher(name).matches()) {
        fault(
            "/" + escaped(name),
            "extension-name",
            "The name of an extension has lower-case letters and digits only.");
      } else if (json.path(name).isContainer()) {
        fault(
            "/" + name, "extension-value", "The value of an extension is text, number or boolean.");
      }
    }
    var contentType = json.path("datacontenttype");
    if (!contentType.isMissingNode()
        && !contentType.isNull()
        && !(contentType.isString()
            && contentType
                .stringValue()
                .matches("(?i)application/([a-z0-9.+-]*\\+)?json(;[\\s\\S]*)?"))) {
      fault("/datacontenttype", "data-not-json", "datacontenttype must be application/json.");
    }
  }

  private void data(JsonNode data, @Nullable EventType type) {
    var conversation = data.path("conversation");
    if (!conversation.isObject()) {
      fault("/data/conversation", "conversation-missing", "The data needs a conversation.");
    } else {
      conversation(conversation, type);
    }
    var message = data.path("message");
    if (message.isObject()) {
      text(message, "/data/message", "id", LONGEST_ID, true);
      text(message, "/data/message", "text", LONGEST_TEXT, true);
    } else if (!message.isMissingNode() && !message.isNull()) {
      fault("/data/message", "type-mismatch", "A message is an object.");
    }
    if (type == EventType.MESSAGE_RECEIVED && !message.isObject()) {
      fault("/data/message", "message-missing", "message.received needs a message.");
    }
    var named = type != null && type.aboutLabel();
    var label = text(data, "/data", "label", LONGEST_NAME, named);
    if (named && label != null) {
      label(data.path("label"), "/data/label");
    }
  }

  private void conversation(JsonNode conversation, @Nullable EventType type) {
    var at = "/data/conversation";
    text(conversation, at, "id", LONGEST_ID, true);
    choice(
        conversation, at, "channel", Arrays.stream(Channel.values()).map(Channel::wire).toList());
    choice(conversation, at, "status", Arrays.stream(Status.values()).map(Status::wire).toList());
    if (!conversation.path("starred").isMissingNode()
        && !conversation.path("starred").isBoolean()) {
      fault(at + "/starred", "type-mismatch", "starred is true or false.");
    }
    var labels = conversation.path("labels");
    if (labels.isArray()) {
      for (int i = 0; i < labels.size(); i++) {
        label(labels.path(i), at + "/labels/" + i);
      }
    } else if (!labels.isMissingNode()) {
      fault(at + "/labels", "type-mismatch", "labels is a list of names.");
    }
    if (!conversation.path("fields").isMissingNode() && !conversation.path("fields").isObject()) {
      fault(at + "/fields", "type-mismatch", "fields is an object.");
    }
    contact(conversation.path("contact"), at + "/contact");
    assignee(conversation.path("assignee"), at + "/assignee", type);
  }

  private void label(JsonNode label, String at) {
    var name = Name.of(label.asString(""));
    if (!label.isString() || name.isBlank() || !Texts.fits(name.text(), LONGEST_NAME)) {
      fault(at, "label-invalid", "A label is a name of 1 to 80 characters, none of them U+0000.");
    }
  }

  private void contact(JsonNode contact, String at) {
    if (contact.isMissingNode() || contact.isNull()) {
      return;
    }
    if (!contact.isObject()) {
      fault(at, "type-mismatch", "A contact is an object.");
      return;
    }
    text(contact, at, "id", LONGEST_ID, true);
    text(contact, at, "name", 200, false);
    text(contact, at, "phone", 50, false);
    text(contact, at, "email", 320, false);
    if (!contact.path("fields").isMissingNode() && !contact.path("fields").isObject()) {
      fault(at + "/fields", "type-mismatch", "fields is an object.");
    }
  }

  private void assignee(JsonNode assignee, String at, @Nullable EventType type) {
    var needed = type == EventType.USER_ASSIGNED || type == EventType.AI_ASSIGNED;
    if (assignee.isMissingNode() || assignee.isNull()) {
      if (needed) {
        fault(at, "assignee-missing", "An assignment says who was assigned.");
      }
      return;
    }
    if (!assignee.isObject()) {
      fault(at, "type-mismatch", "An assignee is an object.");
      return;
    }
    text(assignee, at, "id", LONGEST_ID, true);
    var types = Arrays.stream(Assignee.Type.values()).map(Assignee.Type::wire).toList();
    if (choice(assignee, at, "type", types).isEmpty()) {
      fault(at + "/type", "value-unknown", "An assignee's type is user or persona.");
    } else if (needed) {
      var wanted = type == EventType.USER_ASSIGNED ? "user" : "persona";
      if (!assignee.path("type").asString("").equals(wanted)) {
        fault(at + "/type", "assignee-type", "This event assigns a " + wanted + ".");
      }
    }
  }

  private Optional<String> choice(JsonNode from, String at, String name, List<String> choices) {
    var value = from.path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isString() || !choices.contains(value.stringValue())) {
      fault(
          at + "/" + name,
          "value-unknown",
          name + " is one of: " + String.join(", ", choices) + ".");
    }
    return Optional.of(value.asString(""));
  }

  private @Nullable String text(
      JsonNode from, String at, String name, int longest, boolean needed) {
    var value = from.path(name);
    if (!needed && (value.isMissingNode() || value.isNull())) {
      return null;
    }
    if (!value.isString()) {
      fault(
          at + "/" + name,
          value.isMissingNode() ? "missing" : "type-mismatch",
          "\"" + name + "\" must be text.");
      return null;
    }
    var text = value.stringValue();
    if ((needed && text.isEmpty()) || !Texts.fits(text, longest)) {
      fault(
          at + "/" + name,
          "text-length",
          "\"" + name + "\" must have 1 to " + longest + " characters, none of them U+0000.");
      return null;
    }
    return text;
  }

  private void fault(String pointer, String code, String message) {
    faults.add(Fault.at(pointer, code, message));
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
