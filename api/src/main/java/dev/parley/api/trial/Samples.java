package dev.parley.api.trial;

import dev.parley.conversation.ConversationField;
import dev.parley.conversation.EventData;
import dev.parley.conversation.EventField;
import dev.parley.conversation.EventType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sample data for a trigger, in the form of an event's data: what the real event contains and no
 * more, plus the customer's last message, which templates can always read.
 */
final class Samples {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Samples() {}

  static JsonNode of(Optional<EventType> trigger) {
    var type = trigger.orElse(EventType.CREATED);
    var data = sample(EventData.FIELDS);
    var conversation = sample(EventData.CONVERSATION.fields());
    for (var field : ConversationField.ALL) {
      implied(field, type).ifPresent(value -> conversation.put(field.name(), value));
    }
    if (type.subject() == EventType.Subject.ADDED_LABEL) {
      conversation.put("labels", List.of(data.get(EventData.LABEL.name())));
    }
    conversation.put("lastMessage", Map.of("text", EventData.Message.SAMPLE));
    type.assigns()
        .ifPresent(
            kind -> conversation.put("assignee", Map.of("type", kind.wire(), "id", "sample")));
    data.put(EventData.CONVERSATION.name(), conversation);
    if (!type.comesWithMessage()) {
      data.remove(EventData.MESSAGE.name());
    }
    if (!type.aboutLabel()) {
      data.remove(EventData.LABEL.name());
    }
    return MAPPER.valueToTree(data);
  }

  private static Map<String, Object> sample(List<EventField<?>> fields) {
    var sample = new LinkedHashMap<String, Object>();
    fields.forEach(field -> field.sample().ifPresent(it -> sample.put(field.name(), it)));
    return sample;
  }

  private static <T> Optional<Object> implied(ConversationField<T> field, EventType type) {
    return field.implied().by(type, true).map(field.shape()::plain);
  }
}
