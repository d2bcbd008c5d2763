package dev.parley.api.event;

import dev.parley.conversation.EventData;
import dev.parley.conversation.EventType;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A valid CloudEvent 1.0.
 *
 * @param time as it was sent; null if it was not
 * @param data its data
 * @param json its data as it was sent, an object
 * @param attributes its subject, dataschema and extensions
 * @param hash SHA-256 of its content, to distinguish a repetition from another event with the same
 *     id
 */
record CloudEvent(
    String id,
    String source,
    EventType type,
    @Nullable Instant time,
    EventData data,
    JsonNode json,
    Map<String, Object> attributes,
    String hash) {}
