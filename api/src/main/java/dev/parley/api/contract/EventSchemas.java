package dev.parley.api.contract;

import dev.parley.conversation.Assignee;
import dev.parley.conversation.EventType;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * CloudEvents as they are posted. What only some types need stands in conditions: those who check
 * read them, and a generator of clients makes one plain type, which unions of objects that differ
 * in one property are not to most of them.
 */
final class EventSchemas {
  private EventSchemas() {}

  static Map<String, Schema<?>> all() {
    return Map.of(
        "EventType",
        DocumentCustomizer.read(
            """
            {"type": "string", "enum": [%s]}
            """
                .formatted(types(_ -> true))),
        "CloudEvent",
        cloudEvent(),
        "EventList",
        DocumentCustomizer.read(
            """
            {"type": "array",
             "description": "Each is processed by itself: an invalid one is reported as rejected.",
             "items": {"anyOf": [{"$ref": "#/components/schemas/CloudEvent"}, {}]}}
            """),
        // Not one schema: generated Python cannot tell a list from other bodies of one operation,
        // and so must not take this for one. docs/decisions/0025-generated-clients.md
        "EventBatch",
        DocumentCustomizer.read(
            """
            {"allOf": [{"$ref": "#/components/schemas/EventList"}, {"maxItems": 500}]}
            """));
  }

  /** Names of extensions are short and plain, and so are their values. */
  private static Schema<?> cloudEvent() {
    return DocumentCustomizer.read(
        """
        {"type": "object",
         "description": "CloudEvents 1.0; extension attributes other than parleycausation have no meaning.",
         "properties": {
           "specversion": {"type": "string", "const": "1.0"},
           "id": {"type": "string", "minLength": 1, "maxLength": 256},
           "source": {"type": "string", "minLength": 1, "maxLength": 512},
           "type": {"$ref": "#/components/schemas/EventType"},
           "time": {"type": "string", "format": "date-time"},
           "datacontenttype": {"type": "string",
             "pattern": "^[Aa][Pp][Pp][Ll][Ii][Cc][Aa][Tt][Ii][Oo][Nn]/([A-Za-z0-9.+-]*\\\\+)?[Jj][Ss][Oo][Nn](;[\\\\s\\\\S]*)?$"},
           "data": {"$ref": "#/components/schemas/EventData"}},
         "required": ["specversion", "id", "source", "type", "data"],
         "if": {"type": "object"},
         "then": {
           "propertyNames": {"pattern": "^[a-z0-9]{1,40}$"},
           "patternProperties": {
             "^(?!data$)": {"type": ["string", "number", "boolean", "null"]}},
           %s}}
        """
            .formatted(needs()));
  }

  private static String needs() {
    return when(
        EventType::aboutLabel,
        """
        {"properties": {"label": {"type": "string", "minLength": 1}}, "required": ["label"]}
        """,
        when(
            type -> type.assigns().equals(Optional.of(Assignee.Type.USER)),
            assigned("user"),
            when(
                type -> type.assigns().equals(Optional.of(Assignee.Type.PERSONA)),
                assigned("persona"),
                when(
                    EventType::aboutMessage,
                    """
                    {"properties": {"message": {"type": "object"}}, "required": ["message"]}
                    """,
                    ""))));
  }

  private static String types(Predicate<EventType> which) {
    return Arrays.stream(EventType.values())
        .filter(which)
        .map(type -> "\"" + type.wire() + "\"")
        .collect(Collectors.joining(", "));
  }

  private static String when(Predicate<EventType> which, String data, String otherwise) {
    return """
    "if": {"properties": {"type": {"enum": [%s]}}},
    "then": {"properties": {"data": %s}}%s
    """
        .formatted(
            types(which), data, otherwise.isEmpty() ? "" : ", \"else\": {" + otherwise + "}");
  }

  private static String assigned(String to) {
    return """
    {"properties": {"conversation": {
       "properties": {"assignee": {"type": "object",
         "properties": {"type": {"const": "%s"}}, "required": ["type"]}},
       "required": ["assignee"]}},
     "required": ["conversation"]}
    """
        .formatted(to);
  }
}
