package dev.parley.worker.extraction;

import dev.parley.extraction.Wanted;
import dev.parley.worker.extraction.FieldText.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Numbers: in digits, or in words up to twenty. A number that is part of something else does not
 * count.
 */
final class Numbers {
  private static final Map<String, Integer> WORDS =
      Map.ofEntries(
          Map.entry("two", 2),
          Map.entry("three", 3),
          Map.entry("four", 4),
          Map.entry("five", 5),
          Map.entry("six", 6),
          Map.entry("seven", 7),
          Map.entry("eight", 8),
          Map.entry("nine", 9),
          Map.entry("ten", 10),
          Map.entry("eleven", 11),
          Map.entry("twelve", 12),
          Map.entry("dozen", 12),
          Map.entry("thirteen", 13),
          Map.entry("fourteen", 14),
          Map.entry("fifteen", 15),
          Map.entry("sixteen", 16),
          Map.entry("seventeen", 17),
          Map.entry("eighteen", 18),
          Map.entry("nineteen", 19),
          Map.entry("twenty", 20));

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?i)(?<![\\p{L}\\p{N}#.,:/-])(-?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|-?\\d+(?:\\.\\d+)?|"
              + String.join("|", WORDS.keySet())
              + ")(?![\\p{L}\\p{N}:/%-]|[.,]\\d)");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final Set<String> UNITS =
      Set.of(
          "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks",
          "month", "months", "year", "years", "times", "dollar", "dollars", "euro", "euros",
          "pounds", "cents", "percent", "stars", "star", "am", "pm", "o", "digit", "left",
          "factor");
  private static final Set<String> NAMES =
      Set.of("number", "no", "error", "code", "version", "room", "step", "invoice", "line");

  private Numbers() {}

  private record Found(BigDecimal number, String before, String after) {}

  static Optional<Value> find(FieldText message, Wanted.Field field) {
    var text = Dates.without(Contacts.without(message)).text();
    var cues = FieldText.cues(field);
    var numbers =
        NUMBER
            .matcher(text)
            .results()
            .map(match ->
                new Found(
                    number(match.group(1)),
                    last(text.substring(0, match.start())),
                    first(text.substring(match.end()))))
            .filter(found -> !isOfAnotherKind(found, cues))
            .toList();
    return numbers.stream()
        .filter(found -> cues.contains(found.before()) || cues.contains(found.after()))
        .findFirst()
        .map(found -> new Value(plain(found.number()), 0.9))
        .or(() ->
            numbers.size() == 1
                ? Optional.of(new Value(plain(numbers.getFirst().number()), 0.6))
                : Optional.empty());
  }

  /**
   * Returns true for durations, prices and the numbers of things, unless the field is about exactly
   * that.
   */
  private static boolean isOfAnotherKind(Found found, List<String> cues) {
    return (UNITS.contains(found.after()) && !cues.contains(found.after()))
        || (NAMES.contains(found.before()) && !cues.contains(found.before()))
        || (found.before().equals("order") && found.number().precision() >= 4);
  }

  private static BigDecimal number(String text) {
    var word = WORDS.get(Sentences.folded(text));
    return word == null ? new BigDecimal(text.replace(",", "")) : BigDecimal.valueOf(word);
  }

  /** JSON has a single number type; an integer reads better without a fraction. */
  private static Object plain(BigDecimal number) {
    var stripped = number.stripTrailingZeros();
    return stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= 18
        ? (Object) stripped.longValueExact()
        : (Object) number.doubleValue();
  }

  private static String last(String text) {
    var words = Sentences.words(text);
    return words.isEmpty() ? "" : words.getLast();
  }

  private static String first(String text) {
    var word = WORD.matcher(text);
    return word.find() ? Sentences.folded(word.group()) : "";
  }
}
