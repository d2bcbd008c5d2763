package dev.parley.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measuring and truncating text. A length counts Unicode code points, as JSON Schema and Liquid do.
 * Text is never cut inside a grapheme cluster (UAX #29), so that no emoji, accented letter or flag
 * is split.
 */
public final class Characters {
  /** Below it, each UTF-16 unit except a carriage return is a cluster of its own. */
  private static final char FIRST_THAT_JOINS = 0x300;

  private Characters() {}

  /** Returns the length of a text in code points. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /**
   * Returns true if the text has more code points than that; it stops reading once that is known.
   */
  public static boolean isLonger(String text, int length) {
    return text.length() > length && (text.length() > 2 * length || length(text) > length);
  }

  /**
   * Returns the longest prefix of at most that many code points that ends at a cluster boundary.
   */
  public static String start(String text, int length) {
    if (!isLonger(text, length)) {
      return text;
    }
    int end = text.offsetByCodePoints(0, Math.max(0, length));
    // A cluster across the cut begins before it; the text after the cut has no influence on that.
    return text.substring(0, isSimple(text, end) ? end : boundaryAtOrBefore(text, end));
  }

  /**
   * Returns the text if it is short enough, otherwise a prefix with an ellipsis, within the limit.
   */
  public static String shortened(String text, int length) {
    return isLonger(text, length) ? start(text, length - 1).stripTrailing() + "…" : text;
  }

  /** Splits the text into grapheme clusters. */
  public static List<String> clusters(String text) {
    List<String> clusters = new ArrayList<>();
    if (isSimple(text, text.length())) {
      for (int i = 0; i < text.length(); i++) {
        clusters.add(String.valueOf(text.charAt(i)));
      }
      return clusters;
    }
    BreakIterator breaks = breaks(text);
    int start = 0;
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      clusters.add(text.substring(start, end));
      start = end;
    }
    return clusters;
  }

  /** Returns true if there is a boundary after each of the first units, and at the end of them. */
  private static boolean isSimple(String text, int end) {
    for (int i = 0; i < Math.min(text.length(), end + 1); i++) {
      char c = text.charAt(i);
      if (c >= FIRST_THAT_JOINS || c == '\r') {
        return false;
      }
    }
    return true;
  }

  private static int boundaryAtOrBefore(String text, int end) {
    BreakIterator breaks = breaks(text);
    return breaks.isBoundary(end) ? end : breaks.preceding(end);
  }

  private static BreakIterator breaks(String text) {
    BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
    breaks.setText(text);
    return breaks;
  }
}
