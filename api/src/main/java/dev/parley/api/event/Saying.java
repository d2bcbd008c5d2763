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
 * What an event says, told apart from how it is written: the order of names, the spelling of
 * numbers, a new token of causation and extensions, which mean nothing, make no other event.
 */
final class Saying {
  private final MessageDigest digest;

  private Saying(MessageDigest digest) {
    this.digest = digest;
  }

  /**
   * SHA-256 of what an event says.
   *
   * @param time as it was sent; null when it was not
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

  /** With an exponent where it is long: a number of few characters can have a million digits. */
  private static String number(JsonNode value) {
    if (value instanceof NumericNode read && read.isNaN()) {
      return value.toString();
    }
    BigDecimal number = value.decimalValue();
    return number.stripTrailingZeros().toString();
  }

  /** With its length, so that no two lists of texts look alike. */
  private void text(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }
}
