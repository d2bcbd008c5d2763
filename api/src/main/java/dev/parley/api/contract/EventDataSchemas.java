package dev.parley.api.contract;

import dev.parley.api.Texts;
import dev.parley.conversation.EventData;
import dev.parley.conversation.EventField;
import dev.parley.conversation.EventField.Presence;
import dev.parley.conversation.EventField.Shape;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas of an event's data and of sample data, generated from the fields of {@link
 * EventData}.
 */
final class EventDataSchemas {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String WITHOUT_NUL = "^[^\\x00]*$";

  private EventDataSchemas() {}

  /** Returns the schema of an event's data. */
  static Schema<?> data() {
    var schema = object(false, EventData.FIELDS, EventDataSchemas::sent);
    return DocumentCustomizer.read(required(schema, EventData.FIELDS).toString());
  }

  /** Returns the schema of sample data, in which everything is optional and nullable. */
  static Schema<?> sample() {
    var conversation = object(false, EventData.CONVERSATION.fields(), EventDataSchemas::sampled);
    conversation
        .withObjectProperty("properties")
        .withObjectProperty("id")
        .put("description", "The data that templates read; the test runs in its own sandbox.");
    conversation
        .withObjectProperty("properties")
        .set("sentiment", nullOr(choice(List.of("positive", "neutral", "negative"))));
    var text = JSON.objectNode();
    text.set("text", type("string", true));
    conversation
        .withObjectProperty("properties")
        .withObjectProperty("lastMessage")
        .setAll(type("object", true))
        .put("description", "The customer's last message.")
        .set("properties", text);
    var schema =
        object(
            false,
            EventData.FIELDS,
            field -> field.equals(EventData.CONVERSATION) ? conversation : JSON.objectNode());
    schema.put("description", "An event's data for the test; absent values have sample values.");
    schema.put("additionalProperties", true);
    return DocumentCustomizer.read(schema.toString());
  }

  private static ObjectNode sent(EventField<?> field) {
    var nullable = field.presence() == Presence.NULLABLE;
    return switch (field.shape()) {
      case Shape.Text(int longest) -> {
        var text = type("string", nullable).put("maxLength", longest);
        yield field.presence() == Presence.REQUIRED ? text.put("minLength", 1) : text;
      }
      case Shape.OneOf<?>(var values) -> choice(values.keySet());
      case Shape.Flag _ -> type("boolean", nullable);
      case Shape.LabelNames _ ->
          type("array", nullable).set("items", name().put("maxLength", Shape.LabelNames.LONGEST));
      case Shape.CustomFields _ -> type("object", nullable).put("additionalProperties", true);
      case Shape.Members(_, var fields) ->
          required(object(nullable, fields, EventDataSchemas::sent), fields);
    };
  }

  private static ObjectNode sampled(EventField<?> field) {
    return switch (field.shape()) {
      case Shape.Text(int longest) -> {
        var text = type("string", true);
        yield field.presence() == Presence.REQUIRED
            ? text.put("maxLength", longest).put("pattern", WITHOUT_NUL)
            : text;
      }
      case Shape.OneOf<?>(var values) -> nullOr(choice(values.keySet()));
      case Shape.Flag _ -> type("boolean", true);
      case Shape.LabelNames _ -> type("array", true).set("items", name());
      case Shape.CustomFields _ -> type("object", true).put("additionalProperties", true);
      // An object without sample values must be complete if it is present.
      case Shape.Members(_, var fields) ->
          field.sample().isPresent()
              ? object(true, fields, EventDataSchemas::sampled)
              : required(object(true, fields, EventDataSchemas::whole), fields);
    };
  }

  private static ObjectNode whole(EventField<?> field) {
    return field.shape() instanceof Shape.Text ? name() : sent(field);
  }

  private static ObjectNode object(
      boolean nullable, List<EventField<?>> fields, Function<EventField<?>, ObjectNode> schema) {
    var properties = JSON.objectNode();
    fields.forEach(field -> properties.set(field.name(), schema.apply(field)));
    return type("object", nullable).set("properties", properties);
  }

  private static ObjectNode required(ObjectNode schema, List<EventField<?>> fields) {
    var required = schema.putArray("required");
    fields.stream()
        .filter(field -> field.presence() == Presence.REQUIRED)
        .forEach(field -> required.add(field.name()));
    return schema;
  }

  private static ObjectNode name() {
    return type("string", false).put("pattern", Texts.READABLE);
  }

  private static ObjectNode choice(Collection<String> values) {
    var schema = type("string", false);
    values.forEach(schema.withArrayProperty("enum")::add);
    return schema;
  }

  private static ObjectNode nullOr(ObjectNode schema) {
    var either = JSON.objectNode();
    either.putArray("anyOf").add(type("null", false)).add(schema);
    return either;
  }

  private static ObjectNode type(String type, boolean nullable) {
    var schema = JSON.objectNode();
    if (nullable) {
      schema.putArray("type").add(type).add("null");
    } else {
      schema.put("type", type);
    }
    return schema;
  }
}
