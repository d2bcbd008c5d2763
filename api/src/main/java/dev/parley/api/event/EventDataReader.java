package dev.parley.api.event;

import dev.parley.api.Texts;
import dev.parley.conversation.EventData;
import dev.parley.conversation.EventField;
import dev.parley.conversation.EventField.Presence;
import dev.parley.conversation.EventField.Shape;
import dev.parley.conversation.EventType;
import dev.parley.conversation.EventValues;
import dev.parley.conversation.Name;
import dev.parley.store.sql.StoredJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the data of an event, field by field as described in {@link EventData}, and adds all errors
 * to the faults.
 */
final class EventDataReader {
  private final EventErrors faults;
  private final @Nullable EventType type;

  /**
   * Creates a reader for one event's data.
   *
   * @param type of the event; null if it has none
   */
  EventDataReader(EventErrors faults, @Nullable EventType type) {
    this.faults = faults;
    this.type = type;
  }

  /**
   * Returns the values, from which {@link EventData#of} creates the data if there are no errors.
   */
  EventValues read(JsonNode data) {
    var values = new EventValues();
    if (data.path("conversation").isObject()) {
      field(EventData.CONVERSATION, "A conversation", data, "/data", values);
      assignment(data.path("conversation").path("assignee"));
    } else {
      faults.add(
          "/data/conversation", "conversation-missing", "The data must have a conversation.");
    }
    field(EventData.MESSAGE, "An event", data, "/data", values);
    if (type != null && type.aboutMessage() && !data.path("message").isObject()) {
      faults.add("/data/message", "message-missing", "message.received requires a message.");
    }
    label(data, values);
    return values;
  }

  private void assignment(JsonNode assignee) {
    var at = "/data/conversation/assignee";
    if (type == null || type.assigns().isEmpty()) {
      return;
    }
    var wanted = type.assigns().get().wire();
    if (assignee.isMissingNode() || assignee.isNull()) {
      faults.add(at, "assignee-missing", "An assignment must name the assignee.");
    } else if (assignee.has("type") && !assignee.path("type").asString("").equals(wanted)) {
      faults.add(at + "/type", "assignee-type", "This event assigns a " + wanted + ".");
    }
  }

  /** A label event must name its label, with a valid name. */
  private void label(JsonNode data, EventValues values) {
    if (type == null || !type.aboutLabel()) {
      field(EventData.LABEL, "An event", data, "/data", values);
      return;
    }
    var label = faults.text(data, "/data", EventData.LABEL.name(), Shape.LabelNames.LONGEST, true);
    if (label != null) {
      labelName(data.path(EventData.LABEL.name()), "/data/label");
      values.put(EventData.LABEL, label);
    }
  }

  /** Reads a field of an object and reports its errors. */
  private void field(
      EventField<?> field, String owner, JsonNode from, String within, EventValues into) {
    var value = from.path(field.name());
    var at = within + "/" + field.name();
    if (value.isMissingNode() && field.presence() != Presence.REQUIRED) {
      return;
    }
    if (value.isNull() && field.presence() == Presence.NULLABLE) {
      into.put(field, null);
      return;
    }
    switch (field.shape()) {
      case Shape.Text(int longest) -> {
        var needed = field.presence() == Presence.REQUIRED;
        into.put(field, faults.text(from, within, field.name(), longest, needed));
      }
      case Shape.OneOf<?>(var values) -> into.put(field, oneOf(field, owner, values, value, at));
      case Shape.Flag _ -> {
        if (value.isBoolean()) {
          into.put(field, value.booleanValue());
        } else {
          faults.add(at, "type-mismatch", field.name() + " must be true or false.");
        }
      }
      case Shape.LabelNames _ -> into.put(field, labels(field, value, at));
      case Shape.CustomFields _ -> {
        if (value.isObject()) {
          into.put(field, StoredJson.plain(value));
        } else {
          faults.add(at, "type-mismatch", field.name() + " must be an object.");
        }
      }
      case Shape.Members(var noun, var fields) -> {
        if (value.isObject()) {
          into.put(field, members(fields, noun, value, at));
        } else {
          faults.add(at, "type-mismatch", noun + " must be an object.");
        }
      }
    }
  }

  private EventValues members(List<EventField<?>> fields, String noun, JsonNode from, String at) {
    var values = new EventValues();
    fields.forEach(field -> field(field, noun, from, at, values));
    return values;
  }

  private @Nullable Object oneOf(
      EventField<?> field, String owner, Map<String, ?> values, JsonNode value, String at) {
    var read = value.isString() ? values.get(value.stringValue()) : null;
    if (read == null) {
      faults.add(
          at,
          "value-unknown",
          value.isMissingNode()
              ? owner
                  + "'s "
                  + field.name()
                  + " must be "
                  + String.join(" or ", values.keySet())
                  + "."
              : field.name() + " must be one of: " + String.join(", ", values.keySet()) + ".");
    }
    return read;
  }

  private List<String> labels(EventField<?> field, JsonNode value, String at) {
    var names = new ArrayList<String>();
    if (!value.isArray()) {
      faults.add(at, "type-mismatch", field.name() + " must be a list of names.");
      return names;
    }
    for (int i = 0; i < value.size(); i++) {
      labelName(value.path(i), at + "/" + i);
      names.add(value.path(i).asString(""));
    }
    return names;
  }

  private void labelName(JsonNode label, String at) {
    var name = Name.of(label.asString(""));
    if (!label.isString() || name.isBlank() || !Texts.fits(name.text(), Shape.LabelNames.LONGEST)) {
      faults.add(
          at, "label-invalid", "A label must be a name of 1 to 80 characters without U+0000.");
    }
  }
}
