package dev.parley.worker.skill;

import com.github.pemistahl.lingua.api.Language;
import com.github.pemistahl.lingua.api.LanguageDetector;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import dev.parley.text.Characters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Skills that analyze a text locally. */
final class TextSkills {
  private static final int LONGEST = 20_000;
  private static final int MOST = 50;
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\\.)+[A-Za-z]{2,24}\\b");
  private static final Pattern ORDER =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}@.-])(?:#\\s?(\\d{3,14})|(\\p{Lu}{1,5}-\\d{3,14})"
              + "|(?i:order)\\s*(?i:number|no\\.?|nr\\.?|id)?[:#\\s]*(\\d{3,14}))(?![\\p{L}\\p{N}])");

  static final Map<String, Object> TEXT =
      Map.of(
          "type", "object",
          "properties",
              Map.of("text", Map.of("type", "string", "title", "Text", "maxLength", LONGEST)),
          "required", List.of("text"));

  static final Map<String, Object> REFERENCES =
      Map.of(
          "type", "object",
          "properties",
              Map.of(
                  "orderNumbers", Map.of("type", "array", "items", Map.of("type", "string")),
                  "emails", Map.of("type", "array", "items", Map.of("type", "string"))),
          "required", List.of("orderNumbers", "emails"));

  static final Map<String, Object> LANGUAGE =
      Map.of(
          "type", "object",
          "properties",
              Map.of(
                  "language", Map.of("type", "string"),
                  "name", Map.of("type", "string"),
                  "confidence", Map.of("type", "number")),
          "required", List.of("language", "name", "confidence"));

  private static @Nullable LanguageDetector detector;

  private TextSkills() {}

  static Map<String, Object> references(Map<String, Object> arguments) {
    var text = text(arguments);
    var emails = EMAIL.matcher(text).results().map(match -> match.group()).distinct();
    var orders =
        ORDER
            .matcher(EMAIL.matcher(text).replaceAll(" "))
            .results()
            .map(match ->
                match.group(1) != null
                    ? match.group(1)
                    : match.group(2) != null ? match.group(2) : match.group(3))
            .distinct();
    var result = new LinkedHashMap<String, Object>();
    result.put("orderNumbers", orders.limit(MOST).toList());
    result.put("emails", emails.limit(MOST).toList());
    return result;
  }

  /**
   * Returns ISO 639-1 code, English name and confidence; {@code und} if the language is unknown.
   */
  static Map<String, Object> language(Map<String, Object> arguments) {
    var ranked = detector().computeLanguageConfidenceValues(text(arguments));
    var result = new LinkedHashMap<String, Object>();
    result.put("language", "und");
    result.put("name", "unknown");
    result.put("confidence", 0.0);
    if (!ranked.isEmpty() && ranked.firstKey() != Language.UNKNOWN) {
      var best = ranked.firstKey();
      var code = best.getIsoCode639_1().toString().toLowerCase(Locale.ROOT);
      result.put("language", code);
      result.put("name", Locale.of(code).getDisplayLanguage(Locale.ENGLISH));
      result.put("confidence", Math.round(ranked.getOrDefault(best, 0.0) * 100) / 100.0);
    }
    return result;
  }

  private static String text(Map<String, Object> arguments) {
    if (!(arguments.get("text") instanceof String text)) {
      throw new IllegalArgumentException("text: missing (expected: a text)");
    }
    return Characters.start(text, LONGEST);
  }

  /** Fourteen languages by trigrams only: all of them, in full, would take a gigabyte. */
  private static synchronized LanguageDetector detector() {
    if (detector == null) {
      detector =
          LanguageDetectorBuilder.fromLanguages(
                  Language.ENGLISH,
                  Language.GERMAN,
                  Language.FRENCH,
                  Language.ITALIAN,
                  Language.SPANISH,
                  Language.PORTUGUESE,
                  Language.DUTCH,
                  Language.POLISH,
                  Language.TURKISH,
                  Language.RUSSIAN,
                  Language.ARABIC,
                  Language.HINDI,
                  Language.CHINESE,
                  Language.JAPANESE)
              .withLowAccuracyMode()
              .build();
    }
    return detector;
  }
}
