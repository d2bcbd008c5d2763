package dev.parley.api.execution;

import dev.parley.conversation.EventType;
import java.util.ArrayList;
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
  private static final String TEXT = "Hello, where is my order?";
  private static final JsonMapper MAPPER = new JsonMapper();

  private Samples() {}

  static JsonNode of(Optional<EventType> trigger) {
    var type = trigger.orElse(EventType.CREATED);
    var conversation = new LinkedHashMap<String, Object>();
    conversation.put("id", "sample-conversation");
    conversation.put("channel", "whatsapp");
    conversation.put("status", type == EventType.RESOLVED ? "resolved" : "open");
    conversation.put("starred", type == EventType.STARRED);
    conversation.put("labels", labels(type));
    conversation.put("fields", Map.of());
    conversation.put(
        "contact",
        Map.of(
            "id", "sample-contact",
            "name", "Sample Contact",
            "phone", "+10000000000",
            "email", "sample@example.com"));
    conversation.put("lastMessage", Map.of("text", TEXT));
    if (type == EventType.USER_ASSIGNED || type == EventType.AI_ASSIGNED) {
      conversation.put(
          "assignee",
          Map.of("type", type == EventType.USER_ASSIGNED ? "user" : "persona", "id", "sample"));
    }
    var data = new LinkedHashMap<String, Object>();
    data.put("conversation", conversation);
    if (type.comesWithMessage()) {
      data.put("message", Map.of("id", "sample-message", "text", TEXT));
    }
    if (type.aboutLabel()) {
      data.put("label", "VIP");
    }
    return MAPPER.valueToTree(data);
  }

  private static List<String> labels(EventType type) {
    var labels = new ArrayList<String>();
    if (type == EventType.LABEL_ADDED) {
      labels.add("VIP");
    }
    return labels;
  }
}
