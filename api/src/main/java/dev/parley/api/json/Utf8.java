package dev.parley.api.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Strict UTF-8 decoding, without replacement characters. */
public final class Utf8 {
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /** Decodes bytes; empty if they are not UTF-8. */
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

  /** Returns true if it has no unpaired surrogate, so that UTF-8 can encode it. */
  public static boolean isWhole(String text) {
    return halfAt(text, 0) < 0;
  }

  /** Returns the text with U+FFFD in place of each unpaired surrogate. */
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
