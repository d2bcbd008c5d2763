package dev.parley.graph;

import dev.parley.conversation.EventData;
import dev.parley.conversation.EventField;
import dev.parley.conversation.EventType;
import dev.parley.node.References;
import dev.parley.template.Vocabulary;
import dev.parley.template.Vocabulary.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The paths that templates can use. */
final class TemplateVocabulary {
  private TemplateVocabulary() {}

  /**
   * Returns the paths for one node: those that always exist, and the outputs of the calls before
   * it.
   */
  static Vocabulary of(
      Optional<EventType> trigger, Map<String, Shape> earlier, References references) {
    var conversation = shapes(EventData.CONVERSATION);
    var contact = Objects.requireNonNull(conversation.remove("contact"));
    var words =
        Vocabulary.EMPTY
            .with(new Shape.Closed(conversation), "conversation")
            .scalar("conversation", "sentiment")
            .scalar("conversation", "assignee", "name")
            .scalar("conversation", "lastMessage", "id")
            .scalar("conversation", "lastMessage", "text")
            .scalar("conversation", "lastMessage", "time")
            .with(new Shape.Closed(shapes(EventData.MESSAGE)), "message")
            .with(contact, "contact")
            .scalar("event", "id")
            .scalar("event", "source")
            .scalar("event", "type")
            .scalar("event", "time")
            .scalar("event", "subject")
            .scalar("event", "dataschema")
            .scalar("event", "traceparent")
            .scalar("event", "tracestate")
            .scalar("execution", "id")
            .scalar("execution", "mode")
            .scalar("execution", "workflow")
            .closed("steps");
    if (trigger.map(EventType::aboutLabel).orElse(true)) {
      words = words.scalar("event", "label");
    }
    words = words.extensible("event", "label", "data");
    for (var step : earlier.entrySet()) {
      words = words.with(step.getValue(), "steps", step.getKey());
    }
    words = words.closed("secrets");
    for (var secret : references.secrets()) {
      words = words.scalar("secrets", secret);
    }
    return words;
  }

  /** Returns the paths of an object's fields in an event's data. */
  private static Map<String, Shape> shapes(EventField<?> object) {
    var shapes = new LinkedHashMap<String, Shape>();
    object.fields().forEach(field -> shapes.put(field.name(), shape(field)));
    return shapes;
  }

  private static Shape shape(EventField<?> field) {
    return switch (field.shape()) {
      case EventField.Shape.Text _, EventField.Shape.OneOf<?> _, EventField.Shape.Flag _ ->
          new Shape.Scalar();
      case EventField.Shape.LabelNames _ -> new Shape.ListOf(new Shape.Scalar());
      case EventField.Shape.CustomFields _ -> new Shape.Open();
      case EventField.Shape.Members _ -> new Shape.Closed(shapes(field));
    };
  }
}
