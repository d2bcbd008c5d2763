package dev.parley.api.event;

import dev.parley.conversation.EventType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NumericNode;

/**
 * A canonical hash of an event's content, independent of its notation: the order of properties, the
 * spelling of numbers, a new causation token and extensions do not affect it.
 */
final class Saying {
  private final MessageDigest digest;

  private Saying(MessageDigest digest) {
    this.digest = digest;
  }

  /**
   * Returns the SHA-256 of an event's content.
   *
   * @param time as it was sent; null if it was not
   */
  static String hash(EventType type, @Nullable Instant time, JsonNode data) {
    try {
      var saying = new Saying(MessageDigest.getInstance("SHA-256"));
      saying.text(type.wire());
      saying.text(time == null ? "" : time.toString());
      saying.value(data);
      return HexFormat.of().formatHex(saying.digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void value(JsonNode value) {
    switch (value.getNodeType()) {
      case OBJECT -> {
        digest.update((byte) '{');
        for (var name : new TreeSet<>(value.propertyNames())) {
          text(name);
          value(value.path(name));
        }
        digest.update((byte) '}');
      }
      case ARRAY -> {
        digest.update((byte) '[');
        value.forEach(this::value);
        digest.update((byte) ']');
      }
      case STRING -> {
        digest.update((byte) '"');
        text(value.stringValue());
      }
      case NUMBER -> {
        digest.update((byte) '#');
        text(number(value));
      }
      case BOOLEAN, NULL, BINARY, MISSING, POJO -> {
        digest.update((byte) '=');
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
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }
}
