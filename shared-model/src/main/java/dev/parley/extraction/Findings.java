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
 */
public record Findings(
    String method,
    List<FoundLabel> labels,
    List<FoundLabel> considered,
    List<FoundField> fields,
    @Nullable Mood mood) {

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
    return reply;
  }

  private static double rounded(double confidence) {
    return Math.round(confidence * 100) / 100.0;
  }
}
