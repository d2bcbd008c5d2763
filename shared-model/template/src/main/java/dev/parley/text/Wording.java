package dev.parley.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/**
 * Forms of a text for comparison. Canonical equivalents are always equal (Unicode C6); without
 * regard to case, so are compatibility caseless matches (Unicode 3.13, D146 and D147: full case
 * folding, half-width, ligature and font variants are letters, and invisible characters are
 * removed). The dotted and the dotless i are one letter, since it is unknown whether a text is
 * Turkish.
 */
public final class Wording {
  private static final char DOT_ABOVE = 0x307;
  private static final char JOINER = 0x34f;

  /**
   * No language puts more marks on one letter; sorting them would take quadratic time (UAX #15).
   */
  private static final int MOST_MARKS = 30;

  private Wording() {}

  /** Returns the form for case-sensitive comparison. */
  public static String exact(String text) {
    return isAscii(text) ? text : Normalizer.normalize(bounded(text), Form.NFC);
  }

  /** Returns the form for case-insensitive comparison. */
  public static String caseless(String text) {
    if (isAscii(text)) {
      return text.toLowerCase(Locale.ROOT);
    }
    String folded = folded(Normalizer.normalize(bounded(text), Form.NFD));
    String compatible = folded(Normalizer.normalize(bounded(folded), Form.NFKD));
    return Normalizer.normalize(bounded(compatible), Form.NFKC);
  }

  /**
   * Returns true if one text contains the other, both in the same form of the above. A match does
   * not end between a letter and its accent: "x" is not in "x̂".
   */
  public static boolean contains(String whole, String part) {
    return new Sought(part).isIn(whole, end -> !isAccent(whole, end));
  }

  /** Returns true if one text starts with the other, under the same rules. */
  public static boolean startsWith(String whole, String part) {
    return whole.startsWith(part) && !isAccent(whole, part.length());
  }

  private static boolean isAccent(String text, int at) {
    if (at >= text.length()) {
      return false;
    }
    int c = text.codePointAt(at);
    return Character.getType(c) == Character.NON_SPACING_MARK
        && Character.UnicodeScript.of(c) == Character.UnicodeScript.INHERITED;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** Folds case character by character: a sigma does not change at the end of a word. */
  private static String folded(String text) {
    StringBuilder folded = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      boolean isDotOfI = c == DOT_ABOVE && endsWithI(folded);
      if (c < 0x80) {
        folded.append((char) Character.toLowerCase(c));
      } else if (!isDotOfI && !isIgnorable(c)) {
        fold(c, folded);
      }
    }
    return folded.toString();
  }

  private static boolean endsWithI(StringBuilder text) {
    return !text.isEmpty() && text.charAt(text.length() - 1) == 'i';
  }

  private static void fold(int c, StringBuilder folded) {
    String letter = Character.toString(c);
    folded.append(letter.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
  }

  /** Unicode's Default_Ignorable_Code_Point: invisible characters such as joiners and selectors. */
  private static boolean isIgnorable(int c) {
    return switch (c) {
      case 0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x3164, 0xfeff, 0xffa0 -> true;
      default ->
          (c >= 0x180b && c <= 0x180f)
              || (c >= 0x200b && c <= 0x200f)
              || (c >= 0x202a && c <= 0x202e)
              || (c >= 0x2060 && c <= 0x206f)
              || (c >= 0xfe00 && c <= 0xfe0f)
              || (c >= 0xfff0 && c <= 0xfff8)
              || (c >= 0x1bca0 && c <= 0x1bca3)
              || (c >= 0x1d173 && c <= 0x1d17a)
              || (c >= 0xe0000 && c <= 0xe0fff);
    };
  }

  /** Inserts a joiner into every long run of marks (the Stream-Safe Text Format). */
  private static String bounded(String text) {
    int marks = 0;
    StringBuilder bounded = null;
    int copied = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      marks = isMark(c) ? marks + 1 : 0;
      if (marks > MOST_MARKS) {
        bounded = bounded == null ? new StringBuilder(text.length() + 64) : bounded;
        bounded.append(text, copied, i).append(JOINER);
        copied = i;
        marks = 1;
      }
      i += Character.charCount(c);
    }
    return bounded == null ? text : bounded.append(text, copied, text.length()).toString();
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }
}
