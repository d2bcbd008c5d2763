package dev.parley.extraction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of an extraction.
 *
 * @param method {@code built-in} or {@code model}
 * @param considered the closest labels, best first, whether or not they were applied
 * @param mood null if it was not requested or could not be determined
 * @param asked the cost of asking a model; null if none was asked
 */
public record Findings(
    String method,
    List<FoundLabel> labels,
    List<FoundLabel> considered,
    List<FoundField> fields,
    @Nullable Mood mood,
    @Nullable Asked asked) {

  /** Creates a result that was found without a model. */
  public Findings(
      String method,
      List<FoundLabel> labels,
      List<FoundLabel> considered,
      List<FoundField> fields,
      @Nullable Mood mood) {
    this(method, labels, considered, fields, mood, null);
  }

  /**
   * The use of a model.
   *
   * @param estimated true if the tokens are estimated, because the model did not report them
   * @param repaired true if its first answer did not match the schema
   */
  public record Asked(String model, long input, long output, boolean estimated, boolean repaired) {}

  /** A label with a confidence from 0 to 1. */
  public record FoundLabel(Wanted.Label label, double confidence) {}

  /** A field's value with a confidence from 0 to 1. */
  public record FoundField(Wanted.Field field, Object value, double confidence) {}

  /** The customer's sentiment (positive, neutral or negative) with a confidence. */
  public record Mood(String sentiment, double confidence) {}

  /** Returns the reply to the step's call, as plain JSON values. */
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
