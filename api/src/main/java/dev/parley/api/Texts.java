package dev.parley.api;

import dev.parley.api.json.Utf8;
import java.util.regex.Pattern;

/** Text measured as JSON Schema does: in code points rather than UTF-16 units. */
public final class Texts {
  /** For schemas: at least one visible character, and none that PostgreSQL cannot store. */
  public static final String READABLE = "^[^\\x00]*[^\\s\\x00\\x1c-\\x1f][^\\x00]*$";

  /** Control characters, and those that change the direction in which the text around is read. */
  private static final String UNSEEN = "\\x00-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069";

  /**
   * For schemas: one line with at least one visible character, which reads in logs and tables as it
   * is stored.
   */
  public static final String LINE = "^[^" + UNSEEN + "]*[^\\s" + UNSEEN + "][^" + UNSEEN + "]*$";

  private static final Pattern IN_A_LINE = Pattern.compile("[^" + UNSEEN + "]*");
  private static final Pattern BLANK = Pattern.compile("(?U)[\\s\\x1c-\\x1f]*");

  private Texts() {}

  /** Returns its length in code points. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Returns true if it has no visible characters, whatever kind of space it consists of. */
  public static boolean isBlank(String text) {
    return BLANK.matcher(text).matches();
  }

  /** Returns true if it has no control characters and none that change its direction. */
  public static boolean isLine(String text) {
    return IN_A_LINE.matcher(text).matches();
  }

  /** Returns true if it is no longer than the limit and PostgreSQL can store it. */
  public static boolean fits(String text, int longest) {
    return length(text) <= longest && text.indexOf('\0') < 0 && Utf8.isWhole(text);
  }
}
