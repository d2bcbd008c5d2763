package dev.parley.worker.extraction;

import dev.parley.extraction.Wanted;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A message as input for field extraction.
 *
 * @param today the date in the workspace's time zone when the run began
 * @param region default region of phone numbers and dates
 */
record FieldText(String text, LocalDate today, String region) {
  private static final Set<String> EMPTY_WORDS =
      Set.of("the", "a", "an", "of", "for", "to", "in", "on", "is", "and", "or", "with", "by");

  /** A value with its confidence. */
  record Value(Object value, double confidence) {}

  /** Returns the words that distinguish a field from others of the same type. */
  static List<String> cues(Wanted.Field field) {
    var name = field.name() + " " + field.key().replaceAll("(\\p{Lu})", " $1").replace('_', ' ');
    return Sentences.words(name).stream()
        .filter(word -> word.length() > 2 && !EMPTY_WORDS.contains(word))
        .distinct()
        .toList();
  }

  /** Returns true if a field's name or description contains one of these words. */
  static boolean speaksOf(Wanted.Field field, Set<String> words) {
    return Sentences.words(field.name() + " " + field.key() + " " + field.description()).stream()
        .anyMatch(words::contains);
  }

  /** Returns the message with a range blanked out; other positions stay the same. */
  FieldText hide(int from, int to) {
    return new FieldText(
        text.substring(0, from) + " ".repeat(to - from) + text.substring(to), today, region);
  }

  String lower() {
    return text.toLowerCase(Locale.ROOT);
  }
}
