package dev.parley.api.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Text in UTF-8, without a replacement for what is none. */
public final class Utf8 {
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /** The text that these bytes are; empty when they are no UTF-8. */
  public static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Whether every half of a surrogate pair has its other half, so that UTF-8 can write it. */
  public static boolean isWhole(String text) {
    return halfAt(text, 0) < 0;
  }

  /** The same text with U+FFFD in place of each lone half of a surrogate pair. */
  public static String whole(String text) {
    var at = halfAt(text, 0);
    if (at < 0) {
      return text;
    }
    var whole = new StringBuilder(text);
    for (; at >= 0; at = halfAt(text, at + 1)) {
      whole.setCharAt(at, REPLACEMENT);
    }
    return whole.toString();
  }

  private static int halfAt(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      var one = text.charAt(i);
      if (Character.isHighSurrogate(one)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(one)) {
        return i;
      }
    }
    return -1;
  }
}
