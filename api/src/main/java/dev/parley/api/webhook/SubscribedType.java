package dev.parley.api.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.conversation.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A type of events that other systems can subscribe to: those of conversations that start
 * workflows, and what becomes of messages and runs.
 *
 * @param wire the CloudEvents type
 */
record SubscribedType(@JsonValue String wire) {
  /** Its schema in the API's document, by name and as a reference. */
  static final String NAME = "SubscribedType";

  static final String SCHEMA = "#/components/schemas/" + NAME;

  static final List<SubscribedType> ALL =
      Stream.concat(
              Arrays.stream(EventType.values()).filter(EventType::isTrigger).map(EventType::wire),
              Stream.of(
                  "message.sent", "message.failed", "run.completed", "run.failed", "run.cancelled"))
          .map(SubscribedType::new)
          .toList();

  /** Returns the type with that wire name, if there is one. */
  static Optional<SubscribedType> of(String wire) {
    return ALL.stream().filter(type -> type.wire.equals(wire)).findFirst();
  }

  @JsonCreator
  static SubscribedType read(String wire) {
    return of(wire)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown type \"%s\" (expected one of %s)"
                    .formatted(
                        wire, String.join(", ", ALL.stream().map(SubscribedType::wire).toList()))));
  }
}
