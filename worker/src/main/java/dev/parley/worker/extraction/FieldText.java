package dev.parley.worker.extraction;

import dev.parley.extraction.Wanted;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A message as finders of fields read it.
 *
 * @param today where the workspace is, when the run began
 * @param region whose phone numbers and dates are meant when none is named
 */
record FieldText(String text, LocalDate today, String region) {
  private static final Set<String> EMPTY_WORDS =
      Set.of("the", "a", "an", "of", "for", "to", "in", "on", "is", "and", "or", "with", "by");

  /** A value and how sure it is. */
  record Value(Object value, double confidence) {}

  /** The words that tell a field's value from another one of its type. */
  static List<String> cues(Wanted.Field field) {
    var name = field.name() + " " + field.key().replaceAll("(\\p{Lu})", " $1").replace('_', ' ');
    return Sentences.words(name).stream()
        .filter(word -> word.length() > 2 && !EMPTY_WORDS.contains(word))
        .distinct()
        .toList();
  }

  /** Whether a field's name or description has one of these words. */
  static boolean speaksOf(Wanted.Field field, Set<String> words) {
    return Sentences.words(field.name() + " " + field.key() + " " + field.description()).stream()
        .anyMatch(words::contains);
  }

  /** The same with a stretch of text hidden, all other places unmoved. */
  FieldText hide(int from, int to) {
    return new FieldText(
        text.substring(0, from) + " ".repeat(to - from) + text.substring(to), today, region);
  }

  String lower() {
    return text.toLowerCase(Locale.ROOT);
  }
}
