package dev.parley.text;

import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Conversion to upper and lower case by English rules, regardless of the machine's locale. The JDK
 * copies its whole output for each letter that becomes two, such as ß; working in chunks avoids
 * quadratic time.
 */
public final class Letters {
  private static final int PIECE = 32;

  private Letters() {}

  /** Converts the text to upper case. */
  public static String large(String text) {
    return inPieces(text, piece -> piece.toUpperCase(Locale.ROOT));
  }

  /** Converts the text to lower case. */
  public static String small(String text) {
    return inPieces(text, piece -> piece.toLowerCase(Locale.ROOT));
  }

  private static String inPieces(String text, UnaryOperator<String> change) {
    if (text.length() <= 2 * PIECE) {
      return change.apply(text);
    }
    StringBuilder changed = new StringBuilder(text.length() + 16);
    int from = 0;
    while (from < text.length()) {
      int end = end(text, from);
      changed.append(change.apply(text.substring(from, end)));
      from = end;
    }
    return changed.toString();
  }

  /**
   * Ends a chunk between words if possible, since a sigma has another form at the end of a word.
   */
  private static int end(String text, int from) {
    int most = Math.min(text.length(), from + 2 * PIECE);
    for (int end = Math.min(text.length(), from + PIECE); end < most; end++) {
      if (Character.isWhitespace(text.charAt(end))) {
        return end;
      }
    }
    boolean halves = most < text.length() && Character.isLowSurrogate(text.charAt(most));
    return halves ? most - 1 : most;
  }
}
