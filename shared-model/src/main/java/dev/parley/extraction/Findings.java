package dev.parley.extraction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found in messages.
 *
 * @param method how: {@code built-in} or {@code model}
 * @param considered the labels that came nearest, best first, taken or not
 * @param mood null when it was not asked for or could not be told
 * @param asked what it took to ask a model; null when none was
 */
public record Findings(
    String method,
    List<FoundLabel> labels,
    List<FoundLabel> considered,
    List<FoundField> fields,
    @Nullable Mood mood,
    @Nullable Asked asked) {

  /** What was found without a model. */
  public Findings(
      String method,
      List<FoundLabel> labels,
      List<FoundLabel> considered,
      List<FoundField> fields,
      @Nullable Mood mood) {
    this(method, labels, considered, fields, mood, null);
  }

  /**
   * A model that was asked.
   *
   * @param estimated the tokens, because it did not tell
   * @param repaired its first answer did not fit
   */
  public record Asked(String model, long input, long output, boolean estimated, boolean repaired) {}

  /** A label and how sure it is, from 0 to 1. */
  public record FoundLabel(Wanted.Label label, double confidence) {}

  /** A field's value and how sure it is, from 0 to 1. */
  public record FoundField(Wanted.Field field, Object value, double confidence) {}

  /** How the customer feels: positive, neutral or negative, and how sure that is. */
  public record Mood(String sentiment, double confidence) {}

  /** As the reply to the step's call, in plain JSON values. */
  public Map<String, Object> reply() {
    var reply = new LinkedHashMap<String, Object>();
    reply.put("method", method);
    reply.put(
        "labels",
        labels.stream()
            .map(found ->
                Map.of(
                    "id", found.label().id(),
                    "name", found.label().name(),
                    "confidence", rounded(found.confidence())))
            .toList());
    reply.put(
        "fields",
        fields.stream()
            .map(found ->
                Map.of(
                    "id", found.field().id(),
                    "key", found.field().key(),
                    "value", found.value(),
                    "confidence", rounded(found.confidence())))
            .toList());
    if (mood != null) {
      reply.put("sentiment", mood.sentiment());
      reply.put("sentimentConfidence", rounded(mood.confidence()));
    }
    if (!considered.isEmpty()) {
      reply.put(
          "considered",
          considered.stream()
              .map(found ->
                  Map.of("name", found.label().name(), "confidence", rounded(found.confidence())))
              .toList());
    }
    if (asked != null) {
      reply.put("model", asked.model());
      reply.put(
          "tokens",
          asked.estimated()
              ? Map.of("input", asked.input(), "output", asked.output(), "estimated", true)
              : Map.of("input", asked.input(), "output", asked.output()));
      if (asked.repaired()) {
        reply.put("repaired", true);
      }
    }
    return reply;
  }

  private static double rounded(double confidence) {
    return Math.round(confidence * 100) / 100.0;
  }
}
