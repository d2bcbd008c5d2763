package dev.parley.api.event;

import dev.parley.conversation.EventData;
import dev.parley.conversation.EventType;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A CloudEvent 1.0 that has been read and found right.
 *
 * @param time as it was sent; null when it was not
 * @param data its data
 * @param json its data as it was sent, an object
 * @param attributes its subject, dataschema and extensions
 * @param hash SHA-256 of what it says, to tell a repetition from another event of the same id
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
