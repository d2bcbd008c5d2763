package dev.parley.node;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.parley.conversation.Change;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Extracts labels, custom fields and sentiment from what was said, and writes them.
 *
 * @param labels whether to add the existing labels that fit
 * @param fields ids, or before resolving also keys or names, of the custom fields to fill
 */
@JsonTypeName("aiExtraction")
record AiExtraction(boolean labels, List<String> fields, boolean sentiment)
    implements Node.Calling {

  AiExtraction(boolean labels, @Nullable List<String> fields, boolean sentiment) {
    this.labels = labels;
    this.fields = fields == null ? List.of() : List.copyOf(fields);
    this.sentiment = sentiment;
  }

  @Override
  public Call call(Scope scope) {
    return new Call.Extraction(labels, fields, sentiment);
  }

  /** Takes from the reply only what was asked for, whatever else it holds. */
  @Override
  public Next on(Reply reply) {
    var changes = new ArrayList<Change>();
    var content = reply.content();
    if (labels && content.get("labels") instanceof List<?> found && !found.isEmpty()) {
      changes.add(new Change.AddLabels(found.stream().map(AiExtraction::label).toList()));
    }
    if (content.get("fields") instanceof Map<?, ?> found) {
      var wanted = new LinkedHashMap<String, @Nullable Object>();
      fields.stream()
          .filter(field -> found.get(field) != null)
          .forEach(field -> wanted.put(field, found.get(field)));
      if (!wanted.isEmpty()) {
        changes.add(new Change.SetFields(wanted));
      }
    }
    if (sentiment && content.get("sentiment") instanceof String mood) {
      changes.add(new Change.SetSentiment(mood));
    }
    return new Next(NEXT, content, changes);
  }

  private static Label label(Object found) {
    var label = (Map<?, ?>) found;
    return new Label(String.valueOf(label.get("id")), String.valueOf(label.get("name")));
  }

  @Override
  public Reply sample() {
    return new Reply(Map.of("labels", List.of(), "fields", Map.of(), "sentiment", "neutral"));
  }

  @Override
  public Vocabulary.Shape output() {
    return new Vocabulary.Shape.Closed(
        Map.of(
            "sentiment", new Vocabulary.Shape.Scalar(),
            "labels", new Vocabulary.Shape.Open(),
            "fields", new Vocabulary.Shape.Open()));
  }

  @Override
  public Set<EventType> causes() {
    return labels ? Set.of(EventType.LABEL_ADDED) : Set.of();
  }

  @Override
  public void inspect(Inspection inspection) {
    if (!labels && fields.isEmpty() && !sentiment) {
      inspection.problem(
          "", "extraction-empty", "Choose what to extract: labels, custom fields or sentiment.");
    }
    for (int i = 0; i < fields.size(); i++) {
      inspection.reference("/fields/" + i, References.Kind.FIELD, fields.get(i));
    }
  }

  @Override
  public Node resolved(References references) {
    return new AiExtraction(
        labels,
        fields.stream().map(field -> references.idOr(References.Kind.FIELD, field)).toList(),
        sentiment);
  }
}
