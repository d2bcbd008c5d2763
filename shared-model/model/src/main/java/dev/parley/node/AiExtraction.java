package dev.parley.node;

import dev.parley.conversation.Change;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Label;
import dev.parley.template.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Extracts labels, custom fields and sentiment from the customer's messages, and writes them.
 *
 * @param labels true to add the existing labels that fit
 * @param allowedLabels ids, or before resolving also names, of the only labels that may be added;
 *     null or empty for all of them
 * @param threshold minimum confidence for adding a label, from 0 to 1; null for the workspace's
 *     setting
 * @param fields ids, or before resolving also keys or names, of the custom fields to fill
 */
@Kind(
    name = "aiExtraction",
    title = "AI Extraction",
    section = Kind.Section.AI,
    help = "Automatically extract labels, custom fields and sentiment from the conversation.",
    keywords = "sentiment classify detect",
    icon = "sparkles",
    color = Kind.Color.PINK,
    summary = "Extract labels, custom fields and sentiment",
    unset = "Choose what to extract",
    causes = @Kind.Cause(value = EventType.LABEL_ADDED, when = "labels"),
    outputs = {"sentiment", "labels", "fields"})
record AiExtraction(
    @Setting(label = "Labels", help = "Add the existing labels that fit", start = "true")
        boolean labels,
    @Setting(
            label = "Allowed labels",
            placeholder = "All labels",
            catalogue = References.Kind.LABEL,
            when = "labels")
        @Nullable List<String> allowedLabels,
    @Setting(
            label = "Confidence needed",
            help =
                "Labels with a lower confidence are not added. Leave it empty to use the workspace's"
                    + " setting.",
            least = 0,
            most = 1,
            when = "labels")
        @Nullable Double threshold,
    @Setting(
            label = "Custom fields",
            placeholder = "Choose fields to fill",
            catalogue = References.Kind.FIELD)
        List<String> fields,
    @Setting(
            label = "Sentiment",
            help = "Detect whether the customer is positive, neutral or negative",
            start = "true",
            example = "true")
        boolean sentiment)
    implements Node.Calling {
  private static final Set<String> SENTIMENTS = Set.of("positive", "neutral", "negative");
  private static final List<String> TOLD = List.of("considered", "model", "tokens", "repaired");

  AiExtraction(
      boolean labels,
      @Nullable List<String> allowedLabels,
      @Nullable Double threshold,
      @Nullable List<String> fields,
      boolean sentiment) {
    this.labels = labels;
    this.allowedLabels = allowedLabels == null ? null : List.copyOf(allowedLabels);
    this.threshold = threshold;
    this.fields = fields == null ? List.of() : List.copyOf(fields);
    this.sentiment = sentiment;
  }

  @Override
  public Call call(Scope scope) {
    return new Call.Extraction(labels, allowed(), threshold, fields, sentiment);
  }

  private List<String> allowed() {
    return allowedLabels == null ? List.of() : allowedLabels;
  }

  /** Uses only the requested parts of the reply. */
  @Override
  public Next on(Reply reply) {
    var content = reply.content();
    var changes = new ArrayList<Change>();
    var output = new LinkedHashMap<String, Object>();
    var confidence = new LinkedHashMap<String, Object>();
    if (content.get("method") instanceof String method) {
      output.put("method", method);
    }
    if (labels) {
      var found =
          entries(content.get("labels"), "id", "name").stream().filter(this::mayBeAdded).toList();
      var added =
          found.stream().map(label -> new Label(text(label, "id"), text(label, "name"))).toList();
      if (!added.isEmpty()) {
        changes.add(new Change.AddLabels(added));
      }
      output.put("labels", added.stream().map(Label::name).toList());
      found.forEach(label -> confident(confidence, text(label, "name"), label.get("confidence")));
    }
    if (!fields.isEmpty()) {
      var wanted = new LinkedHashMap<String, @Nullable Object>();
      for (var field : entries(content.get("fields"), "id", "key")) {
        var value = field.get("value");
        if (fields.contains(text(field, "id")) && isScalar(value)) {
          wanted.put(text(field, "key"), value);
          confident(confidence, text(field, "key"), field.get("confidence"));
        }
      }
      if (!wanted.isEmpty()) {
        changes.add(new Change.SetFields(wanted));
      }
      output.put("fields", wanted);
    }
    if (sentiment && content.get("sentiment") instanceof String mood && SENTIMENTS.contains(mood)) {
      changes.add(new Change.SetSentiment(mood));
      output.put("sentiment", mood);
      confident(confidence, "sentiment", content.get("sentimentConfidence"));
    }
    output.put("confidence", confidence);
    for (var name : TOLD) {
      Optional.ofNullable(content.get(name)).ifPresent(value -> output.put(name, value));
    }
    return new Next(NEXT, output, changes);
  }

  private boolean mayBeAdded(Map<?, ?> label) {
    return (allowed().isEmpty() || allowed().contains(text(label, "id")))
        && (threshold == null
            || !(label.get("confidence") instanceof Number confidence)
            || confidence.doubleValue() >= threshold);
  }

  private static void confident(
      Map<String, Object> confidence, String name, @Nullable Object value) {
    if (value instanceof Number) {
      confidence.put(name, value);
    }
  }

  /** Returns the entries of a list that have all of these texts and ignores the others. */
  private static List<Map<?, ?>> entries(@Nullable Object list, String... names) {
    var entries = new ArrayList<Map<?, ?>>();
    if (list instanceof List<?> found) {
      for (var entry : found) {
        if (entry instanceof Map<?, ?> map
            && Arrays.stream(names).allMatch(name -> map.get(name) instanceof String)) {
          entries.add(map);
        }
      }
    }
    return entries;
  }

  private static String text(Map<?, ?> entry, String name) {
    return String.valueOf(entry.get(name));
  }

  private static boolean isScalar(@Nullable Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }

  @Override
  public Reply sample() {
    return new Reply(Map.of("method", "sample", "sentiment", "neutral"));
  }

  @Override
  public Vocabulary.Shape output() {
    return new Vocabulary.Shape.Closed(
        Map.of(
            "method", new Vocabulary.Shape.Scalar(),
            "sentiment", new Vocabulary.Shape.Scalar(),
            "labels", new Vocabulary.Shape.Open(),
            "fields", new Vocabulary.Shape.Open(),
            "confidence", new Vocabulary.Shape.Open(),
            "considered", new Vocabulary.Shape.Open(),
            "model", new Vocabulary.Shape.Scalar(),
            "tokens", new Vocabulary.Shape.Open()));
  }

  @Override
  public void inspect(Inspection inspection) {
    if (!labels && fields.isEmpty() && !sentiment) {
      inspection.problem(
          "", "extraction-empty", "Choose what to extract: labels, custom fields or sentiment.");
    }
    if (labels) {
      for (int i = 0; i < allowed().size(); i++) {
        inspection.reference("/allowedLabels/" + i, References.Kind.LABEL, allowed().get(i));
      }
    }
    if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
      inspection.problem(
          "/threshold", "threshold-range", "Set the confidence from 0 to 1, for example 0.2.");
    }
    for (int i = 0; i < fields.size(); i++) {
      inspection.reference("/fields/" + i, References.Kind.FIELD, fields.get(i));
    }
  }

  @Override
  public Node resolved(References references) {
    return new AiExtraction(
        labels,
        allowedLabels == null
            ? null
            : allowedLabels.stream()
                .map(label -> references.idOr(References.Kind.LABEL, label))
                .toList(),
        threshold,
        fields.stream().map(field -> references.idOr(References.Kind.FIELD, field)).toList(),
        sentiment);
  }
}
