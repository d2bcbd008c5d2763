package dev.parley.worker.extraction;

import dev.parley.extraction.Wanted;
import dev.parley.worker.extraction.FieldText.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Free text, which cannot be understood without a model: only identifiers such as order numbers,
 * and text after the field's own name, are extracted.
 */
final class Wordings {
  private static final Set<String> NUMBERED =
      Set.of(
          "number", "no", "id", "code", "reference", "ref", "order", "invoice", "ticket", "serial");
  private static final Pattern CODE =
      Pattern.compile("(?<![\\p{L}\\p{N}-])#?(\\p{Lu}{1,5}-?\\d{3,14})(?![\\p{L}\\p{N}])");
  private static final Pattern HASHED = Pattern.compile("#\\s?(\\d{3,14})\\b");
  private static final int LONGEST = 60;

  private Wordings() {}

  static Optional<Value> find(FieldText message, Wanted.Field field) {
    return FieldText.speaksOf(field, NUMBERED) ? reference(message, field) : named(message, field);
  }

  private static Optional<Value> reference(FieldText message, Wanted.Field field) {
    var text = Contacts.without(message).text();
    return first(afterCue(field), text, 0.9)
        .or(() -> first(HASHED, text, 0.85))
        .or(() -> first(CODE, text, 0.75));
  }

  /** "order number: 48213", "order 48213", "order no. A-17". */
  private static Pattern afterCue(Wanted.Field field) {
    var subject =
        FieldText.cues(field).stream()
            .filter(cue -> !Set.of("number", "code", "reference", "ref").contains(cue))
            .toList();
    return Pattern.compile(
        "(?i)\\b(?:"
            + alternatives(subject.isEmpty() ? FieldText.cues(field) : subject)
            + ")(?:\\s+(?:number|no|nr|id|code|ref(?:erence)?))?[.:#=]*(?:\\s+is)?\\s*#?\\s*"
            + "((?:\\p{L}{1,5}-?)?\\d{3,14})(?![\\p{L}\\p{N}])");
  }

  private static Optional<Value> named(FieldText message, Wanted.Field field) {
    var cue =
        Pattern.compile(
            "(?i)\\b(?:"
                + Pattern.quote(field.name())
                + "|"
                + Pattern.quote(field.key().replace('_', ' '))
                + ")\\s*(?:is|:|=)\\s*\"?([^\"\\n,;.!?]{1,"
                + LONGEST
                + "})");
    return first(cue, message.text(), 0.6);
  }

  private static Optional<Value> first(Pattern pattern, String text, double confidence) {
    var match = pattern.matcher(text);
    return match.find() && !match.group(1).isBlank()
        ? Optional.of(new Value(match.group(1).strip(), confidence))
        : Optional.empty();
  }

  private static String alternatives(List<String> words) {
    return words.stream().map(Pattern::quote).collect(Collectors.joining("|"));
  }
}
