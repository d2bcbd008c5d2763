package dev.parley.conversation;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A name that identifies something to users: a label, user, persona, field, segment, skill set,
 * channel account or workflow.
 *
 * @param text as stored and shown: trimmed, in Unicode form NFC
 * @param key equal for all spellings that readers take for the same name: case-folded, with runs of
 *     white space collapsed and invisible characters removed
 */
public record Name(String text, String key) {
  /** White space of every script, and zero-width characters at either end of a text. */
  private static final String EDGE = "[\\s\\x1c-\\x1f\\u180e\\u200b-\\u200f\\u2060\\ufeff]+";

  private static final Pattern AROUND = Pattern.compile("(?U)^" + EDGE + "|" + EDGE + "$");
  private static final Pattern SPACE = Pattern.compile("(?U)[\\s\\x1c-\\x1f]+");
  private static final Pattern UNSEEN = Pattern.compile("[\\u00ad\\u180e\\u200b\\u2060\\ufeff]");

  /**
   * The dotless i. Its capital is the same letter as the capital of i, yet the two stay distinct.
   */
  private static final int DOTLESS_I = 0x131;

  /** Returns the name for user input. */
  public static Name of(String typed) {
    var text = Normalizer.normalize(AROUND.matcher(typed).replaceAll(""), Form.NFC);
    var seen = UNSEEN.matcher(SPACE.matcher(text).replaceAll(" ")).replaceAll("");
    return new Name(text, Normalizer.normalize(folded(seen.isEmpty() ? text : seen), Form.NFC));
  }

  /** Returns the key for a name entered by a user. */
  public static String key(String typed) {
    return of(typed).key();
  }

  /** Returns true if the name has no visible characters. */
  public boolean isBlank() {
    return text.isEmpty();
  }

  /** Applies full case folding, in the steps of Unicode's canonical caseless match (D144). */
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
