package dev.parley.worker.extraction;

import dev.parley.extraction.Findings;
import dev.parley.extraction.Findings.FoundField;
import dev.parley.extraction.Findings.FoundLabel;
import dev.parley.extraction.Tuning;
import dev.parley.extraction.Wanted;
import dev.parley.text.Characters;
import dev.parley.worker.extraction.FieldText.Value;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Extraction with the models bundled in the worker. It is deterministic for given messages and
 * settings, and no data leaves the machine.
 */
public final class BuiltInExtraction {
  /** The maximum length of a message; the rest is ignored. */
  private static final int LONGEST = 4_096;

  private static final int TOLD = 3;

  private final Embeddings embeddings;
  private final LabelScores labels;
  private final Sentiment sentiment;

  /**
   * Creates an extraction that loads its models on first use.
   *
   * @param cache where a native library is unpacked; null for the default
   */
  public BuiltInExtraction(@Nullable Path cache) {
    embeddings = new Embeddings(cache);
    labels = new LabelScores(embeddings);
    sentiment = new Sentiment(embeddings);
  }

  /**
   * Extracts what was requested.
   *
   * @param said the messages, oldest first
   * @param at when the run began
   */
  public Findings find(List<String> said, Wanted wanted, Tuning tuning, Instant at) {
    var messages =
        said.stream()
            .map(text -> Characters.start(text, LONGEST))
            .filter(text -> !text.isBlank())
            .toList();
    if (messages.isEmpty()) {
      return new Findings("built-in", List.of(), List.of(), List.of(), null);
    }
    var needsMeaning = wanted.sentiment() || !wanted.labels().isEmpty();
    var meanings =
        needsMeaning ? messages.stream().map(embeddings::of).toList() : List.<float[]>of();
    var scores =
        wanted.labels().isEmpty() ? List.<FoundLabel>of() : scores(messages, meanings, wanted);
    return new Findings(
        "built-in",
        taken(scores, tuning),
        scores.stream().limit(TOLD).toList(),
        fields(messages, wanted, tuning, at),
        wanted.sentiment()
            ? sentiment.of(messages.getLast(), meanings.getLast(), tuning.sentimentBand())
            : null);
  }

  /** Scores each label by the message that matches it best. */
  private List<FoundLabel> scores(List<String> messages, List<float[]> meanings, Wanted wanted) {
    var best = new LinkedHashMap<String, FoundLabel>();
    for (int i = 0; i < messages.size(); i++) {
      stopIfInterrupted();
      for (var found : labels.of(messages.get(i), meanings.get(i), wanted.labels())) {
        best.merge(found.label().id(), found, (a, b) -> a.confidence() >= b.confidence() ? a : b);
      }
    }
    return best.values().stream()
        .sorted((a, b) -> Double.compare(b.confidence(), a.confidence()))
        .toList();
  }

  private static List<FoundLabel> taken(List<FoundLabel> scores, Tuning tuning) {
    return scores.stream()
        .filter(found ->
            found.confidence() >= tuning.labelScore()
                && found.confidence() >= scores.getFirst().confidence() - tuning.labelMargin())
        .toList();
  }

  /** The latest message takes precedence. */
  private static List<FoundField> fields(
      List<String> messages, Wanted wanted, Tuning tuning, Instant at) {
    var today = at.atZone(ZoneId.of(tuning.timeZone())).toLocalDate();
    var found = new ArrayList<FoundField>();
    for (var field : wanted.fields()) {
      stopIfInterrupted();
      for (var message : messages.reversed()) {
        var value = value(new FieldText(message, today, tuning.region()), field);
        if (value.isPresent()) {
          found.add(new FoundField(field, value.get().value(), value.get().confidence()));
          break;
        }
      }
    }
    return found;
  }

  /** The caller has given up. */
  private static void stopIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the reading was given up");
    }
  }

  private static Optional<Value> value(FieldText message, Wanted.Field field) {
    return switch (field.type()) {
      case TEXT -> Wordings.find(message, field);
      case NUMBER -> Numbers.find(message, field);
      case DATE -> Dates.find(message, field);
      case CHOICE -> Choices.find(message, field);
      case EMAIL -> Contacts.email(message);
      case PHONE -> Contacts.phone(message);
    };
  }
}
