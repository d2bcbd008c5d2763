package dev.parley.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lengths and cuts. A length counts Unicode code points, as JSON Schema and Liquid do. A cut never
 * falls inside a grapheme cluster (UAX #29), so that no emoji, accented letter or flag is halved.
 */
public final class Characters {
  /** Below it, each UTF-16 unit but a carriage return is a cluster of its own. */
  private static final char FIRST_THAT_JOINS = 0x300;

  private Characters() {}

  /** The length of a text in code points. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Returns true when the text has more code points than that; reads no further than it must. */
  public static boolean isLonger(String text, int length) {
    return text.length() > length && (text.length() > 2 * length || length(text) > length);
  }

  /** The longest beginning of at most that many code points that ends between two clusters. */
  public static String start(String text, int length) {
    if (!isLonger(text, length)) {
      return text;
    }
    int end = text.offsetByCodePoints(0, Math.max(0, length));
    // A cluster that reaches over the cut begins before it; what is after it decides nothing more.
    return text.substring(0, isSimple(text, end) ? end : boundaryAtOrBefore(text, end));
  }

  /**
   * The text if it is short enough, otherwise its beginning and an ellipsis, as long as allowed.
   */
  public static String shortened(String text, int length) {
    return isLonger(text, length) ? start(text, length - 1).stripTrailing() + "…" : text;
  }

  /** The text, cluster by cluster. */
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

  /** Whether there is a boundary after each of the first units, and at the end of them. */
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
