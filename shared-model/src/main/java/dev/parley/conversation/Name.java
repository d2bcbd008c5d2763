package dev.parley.conversation;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of something that people tell apart by its name: a label, user, persona, field, segment,
 * skill set, channel account or workflow.
 *
 * @param text as it is kept and shown: no white space around it, in Unicode's form NFC
 * @param key the same for all spellings that people take for one name: without case, with any run
 *     of white space as one space, and without characters that cannot be seen
 */
public record Name(String text, String key) {
  /** White space of every script, and what has no width at the edge of a text. */
  private static final String EDGE = "[\\s\\x1c-\\x1f\\u180e\\u200b-\\u200f\\u2060\\ufeff]+";

  private static final Pattern AROUND = Pattern.compile("(?U)^" + EDGE + "|" + EDGE + "$");
  private static final Pattern SPACE = Pattern.compile("(?U)[\\s\\x1c-\\x1f]+");
  private static final Pattern UNSEEN = Pattern.compile("[\\u00ad\\u180e\\u200b\\u2060\\ufeff]");

  /** Small dotless i, whose capital is that of the other i: without case they are still two. */
  private static final int DOTLESS_I = 0x131;

  /** Returns the name that somebody typed. */
  public static Name of(String typed) {
    var text = Normalizer.normalize(AROUND.matcher(typed).replaceAll(""), Form.NFC);
    var seen = UNSEEN.matcher(SPACE.matcher(text).replaceAll(" ")).replaceAll("");
    return new Name(text, Normalizer.normalize(folded(seen.isEmpty() ? text : seen), Form.NFC));
  }

  /** Returns the key of the name that somebody typed. */
  public static String key(String typed) {
    return of(typed).key();
  }

  /** Returns true if there is nothing to read in it. */
  public boolean isBlank() {
    return text.isEmpty();
  }

  /** Full case folding (Unicode, D144), whose steps are those of its canonical caseless match. */
  private static String folded(String text) {
    var folded = new StringBuilder();
    Normalizer.normalize(text, Form.NFD)
        .codePoints()
        .forEach(point -> {
          if (point == DOTLESS_I) {
            folded.appendCodePoint(point);
          } else {
            folded.append(
                Character.toString(point)
                    .toLowerCase(Locale.ROOT)
                    .toUpperCase(Locale.ROOT)
                    .toLowerCase(Locale.ROOT));
          }
        });
    return folded.toString();
  }
}
