package dev.parley.api.event;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.parley.conversation.EventType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NumericNode;

/**
 * A canonical hash of an event's content, independent of its notation: the order of properties, the
 * spelling of numbers, a new causation token and extensions do not affect it.
 */
final class EventFingerprint {
  private final Hasher hasher = Hashing.sha256().newHasher();

  private EventFingerprint() {}

  /**
   * Returns the SHA-256 of an event's content, in hexadecimal digits.
   *
   * @param time as it was sent; null if it was not
   */
  static String of(EventType type, @Nullable Instant time, JsonNode data) {
    var fingerprint = new EventFingerprint();
    fingerprint.text(type.wire());
    fingerprint.text(time == null ? "" : time.toString());
    fingerprint.value(data);
    return fingerprint.hasher.hash().toString();
  }

  private void value(JsonNode value) {
    switch (value.getNodeType()) {
      case OBJECT -> {
        hasher.putByte((byte) '{');
        for (var name : new TreeSet<>(value.propertyNames())) {
          text(name);
          value(value.path(name));
        }
        hasher.putByte((byte) '}');
      }
      case ARRAY -> {
        hasher.putByte((byte) '[');
        value.forEach(this::value);
        hasher.putByte((byte) ']');
      }
      case STRING -> {
        hasher.putByte((byte) '"');
        text(value.stringValue());
      }
      case NUMBER -> {
        hasher.putByte((byte) '#');
        text(number(value));
      }
      case BOOLEAN, NULL, BINARY, MISSING, POJO -> {
        hasher.putByte((byte) '=');
        text(value.toString());
      }
    }
  }

  /** Long numbers are written with an exponent: a short number can have a million digits. */
  private static String number(JsonNode value) {
    if (value instanceof NumericNode read && read.isNaN()) {
      return value.toString();
    }
    BigDecimal number = value.decimalValue();
    return number.stripTrailingZeros().toString();
  }

  /** Prefixed with its length, so that different lists of texts never collide. */
  private void text(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    hasher.putString(bytes.length + ":", StandardCharsets.UTF_8).putBytes(bytes);
  }
}
