package dev.parley.graph;

import dev.parley.conversation.EventType;
import dev.parley.node.References;
import dev.parley.node.Vocabulary;
import dev.parley.node.Vocabulary.Shape;
import java.util.Map;
import java.util.Optional;

/** The paths that templates can use. */
final class TemplateWords {
  private TemplateWords() {}

  /**
   * Returns the paths for one node: those that always exist, and the outputs of the calls before
   * it.
   */
  static Vocabulary of(
      Optional<EventType> trigger, Map<String, Shape> earlier, References references) {
    var words =
        Vocabulary.EMPTY
            .scalar("conversation", "id")
            .scalar("conversation", "channel")
            .scalar("conversation", "status")
            .scalar("conversation", "starred")
            .list("conversation", "labels")
            .open("conversation", "fields")
            .scalar("conversation", "sentiment")
            .scalar("conversation", "assignee", "type")
            .scalar("conversation", "assignee", "id")
            .scalar("conversation", "assignee", "name")
            .scalar("conversation", "lastMessage", "id")
            .scalar("conversation", "lastMessage", "text")
            .scalar("conversation", "lastMessage", "time")
            .scalar("message", "id")
            .scalar("message", "text")
            .scalar("contact", "id")
            .scalar("contact", "name")
            .scalar("contact", "phone")
            .scalar("contact", "email")
            .open("contact", "fields")
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
}
