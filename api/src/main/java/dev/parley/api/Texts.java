package dev.parley.api;

import dev.parley.api.json.Utf8;
import java.util.regex.Pattern;

/** Texts as JSON Schema measures them: in characters, not in the halves that Java keeps some in. */
public final class Texts {
  /** In schemas: something to read is in it, and nothing that PostgreSQL cannot keep. */
  public static final String READABLE = "^[^\\x00]*[^\\s\\x00\\x1c-\\x1f][^\\x00]*$";

  private static final Pattern BLANK = Pattern.compile("(?U)[\\s\\x1c-\\x1f]*");

  private Texts() {}

  /** How many characters it has. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Whether there is nothing to read in it, whichever kind of space it is made of. */
  public static boolean isBlank(String text) {
    return BLANK.matcher(text).matches();
  }

  /** Whether it has no more characters than that, and none that PostgreSQL cannot keep. */
  public static boolean fits(String text, int longest) {
    return length(text) <= longest && text.indexOf('\0') < 0 && Utf8.isWhole(text);
  }
}
