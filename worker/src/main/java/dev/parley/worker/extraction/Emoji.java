package dev.parley.worker.extraction;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Ratings of emoji. Common ones are rated here; others by the rated words in their Unicode names,
 * for example "grinning" in GRINNING CAT FACE.
 */
final class Emoji {
  /** An emoji is chosen deliberately, so it counts for more than a word. */
  private static final double WEIGHT = 1.6;

  private static final Map<Integer, Double> RATED =
      Map.ofEntries(
          rated("👍", 2),
          rated("👎", -2),
          rated("👌", 2),
          rated("🙏", 1.2),
          rated("👏", 2),
          rated("💪", 1.5),
          rated("🎉", 2),
          rated("🔥", 1),
          rated("💯", 2),
          rated("🙂", 1),
          rated("🙃", 0),
          rated("😂", 1.5),
          rated("🤣", 1.5),
          rated("😅", 0.4),
          rated("😭", -1.8),
          rated("😤", -2),
          rated("🤬", -3),
          rated("😒", -1.8),
          rated("🙄", -1.5),
          rated("😞", -2),
          rated("🤮", -2.5),
          rated("💩", -1.5),
          rated("🖕", -3),
          rated("💔", -2.5));

  private Emoji() {}

  private static Map.Entry<Integer, Double> rated(String emoji, double rating) {
    return Map.entry(emoji.codePointAt(0), rating);
  }

  /** Returns true for emoji, excluding the digits and signs that Unicode counts among them. */
  static boolean is(int codePoint) {
    return Character.isEmoji(codePoint) && !Character.isEmojiComponent(codePoint);
  }

  /** Separates emoji from words, so that "great😍" is two words. */
  static String apart(String text) {
    var apart = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(codePoint -> {
          if (is(codePoint)) {
            apart.append(' ').appendCodePoint(codePoint).append(' ');
          } else {
            apart.appendCodePoint(codePoint);
          }
        });
    return apart.toString();
  }

  /**
   * Returns the rating of an emoji, about -5 to 5; 0 if it is neutral.
   *
   * @param words rated words, in lower case
   */
  static double rating(int codePoint, Map<String, Double> words) {
    var rated = RATED.get(codePoint);
    return WEIGHT * (rated == null ? byName(codePoint, words) : rated);
  }

  private static double byName(int codePoint, Map<String, Double> words) {
    var name = Objects.requireNonNullElse(Character.getName(codePoint), "");
    return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[ -]", -1))
        .mapToDouble(word -> words.getOrDefault(word, 0.0))
        .sum();
  }
}
