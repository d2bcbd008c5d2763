package dev.parley.text;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A text to search for, in time linear in the lengths, whatever the texts are (Knuth, Morris and
 * Pratt). Short ones are left to the JDK.
 */
public final class Sought {
  private static final int SHORT = 8;

  private final String text;
  private final int @Nullable [] borders;

  /** Prepares a search for that text. */
  public Sought(String text) {
    this.text = text;
    this.borders = text.length() <= SHORT ? null : borders(text);
  }

  /** Returns its first position at or after the offset, or -1. */
  public int in(String whole, int from) {
    return borders == null ? whole.indexOf(text, from) : in(whole, from, borders, end -> true);
  }

  /** Returns true if it occurs with an end offset that the predicate accepts. */
  public boolean isIn(String whole, IntPredicate end) {
    if (borders != null) {
      return in(whole, 0, borders, end) >= 0;
    }
    int at = whole.indexOf(text);
    while (at >= 0 && !end.test(at + text.length())) {
      at = at < whole.length() ? whole.indexOf(text, at + 1) : -1;
    }
    return at >= 0;
  }

  private int in(String whole, int from, int[] borders, IntPredicate end) {
    int matched = 0;
    for (int i = from; i < whole.length(); i++) {
      while (matched > 0 && whole.charAt(i) != text.charAt(matched)) {
        matched = borders[matched];
      }
      if (whole.charAt(i) == text.charAt(matched)) {
        matched++;
      }
      if (matched == text.length()) {
        if (end.test(i + 1)) {
          return i + 1 - matched;
        }
        matched = borders[matched];
      }
    }
    return -1;
  }

  /** Returns its length in UTF-16 units. */
  public int length() {
    return text.length();
  }

  /**
   * Returns, for each length, the longest proper prefix that is also a suffix of that much of the
   * text.
   */
  private static int[] borders(String text) {
    int[] borders = new int[text.length() + 1];
    int border = 0;
    for (int i = 1; i < text.length(); i++) {
      while (border > 0 && text.charAt(i) != text.charAt(border)) {
        border = borders[border];
      }
      if (text.charAt(i) == text.charAt(border)) {
        border++;
      }
      borders[i + 1] = border;
    }
    return borders;
  }
}
