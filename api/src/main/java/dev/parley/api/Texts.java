package dev.parley.api;

import dev.parley.api.json.Utf8;
import java.util.regex.Pattern;

/** Text measured as JSON Schema does: in code points rather than UTF-16 units. */
public final class Texts {
  /** For schemas: at least one visible character, and none that PostgreSQL cannot store. */
  public static final String READABLE = "^[^\\x00]*[^\\s\\x00\\x1c-\\x1f][^\\x00]*$";

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

  /** Returns true if it is no longer than the limit and PostgreSQL can store it. */
  public static boolean fits(String text, int longest) {
    return length(text) <= longest && text.indexOf('\0') < 0 && Utf8.isWhole(text);
  }
}
