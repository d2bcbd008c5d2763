package dev.parley.worker.extraction;

import dev.parley.extraction.Findings;
import dev.parley.extraction.Tuning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Quality of extraction on samples, from 0 to 1.
 *
 * @param labelPrecision share of assigned labels that are correct
 * @param labelRecall share of expected labels that are assigned
 * @param labelSets share of messages with exactly the expected labels
 * @param topLabel share of messages with labels whose best label is an expected one
 * @param sentiment share of messages with the correct sentiment
 * @param opposite share of messages with inverted polarity
 * @param fieldPrecision share of extracted values that are correct
 * @param fieldRecall share of expected values that are extracted
 */
record Measured(
    double labelPrecision,
    double labelRecall,
    double labelSets,
    double topLabel,
    double sentiment,
    double opposite,
    double fieldPrecision,
    double fieldRecall,
    List<String> mistakes) {

  static Measured of(BuiltInExtraction extraction, List<Corpus.Sample> samples, Tuning tuning) {
    var mistakes = new ArrayList<String>();
    int given = 0, right = 0, expected = 0, sets = 0, top = 0, labelled = 0, moods = 0, turned = 0;
    int values = 0, rightValues = 0, expectedValues = 0;
    for (var sample : samples) {
      var found = extraction.find(List.of(sample.text()), Corpus.ALL, tuning, Corpus.WRITTEN_ON);
      var labels = labels(found);
      given += labels.size();
      right += (int) labels.stream().filter(sample.labels()::contains).count();
      expected += sample.labels().size();
      sets += labels.equals(sample.labels()) ? 1 : 0;
      if (!sample.labels().isEmpty()) {
        labelled++;
        top += sample.labels().contains(found.considered().getFirst().label().name()) ? 1 : 0;
      }
      var mood = found.mood() == null ? "none" : found.mood().sentiment();
      moods += mood.equals(sample.sentiment()) ? 1 : 0;
      turned +=
          !mood.equals(sample.sentiment())
                  && !mood.equals("neutral")
                  && !sample.sentiment().equals("neutral")
              ? 1
              : 0;
      values += found.fields().size();
      expectedValues += sample.fields().size();
      int rightHere =
          (int)
              found.fields().stream()
                  .filter(field ->
                      field
                          .value()
                          .toString()
                          .equals(sample.fields().getOrDefault(field.field().key(), "")))
                  .count();
      rightValues += rightHere;
      if (!labels.equals(sample.labels())
          || !mood.equals(sample.sentiment())
          || rightHere != sample.fields().size()
          || rightHere != found.fields().size()) {
        mistakes.add(
            sample
                + " -> "
                + labels
                + " "
                + mood
                + " "
                + found.fields().stream()
                    .collect(Collectors.toMap(f -> f.field().key(), f -> f.value()))
                + " of "
                + found.considered().stream()
                    .map(
                        l -> l.label().name() + String.format(Locale.ROOT, " %.2f", l.confidence()))
                    .toList());
      }
    }
    double n = samples.size();
    return new Measured(
        (double) right / given,
        (double) right / expected,
        sets / n,
        (double) top / labelled,
        moods / n,
        turned / n,
        (double) rightValues / values,
        (double) rightValues / expectedValues,
        mistakes);
  }

  private static Set<String> labels(Findings found) {
    return found.labels().stream().map(one -> one.label().name()).collect(Collectors.toSet());
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "labels: precision %.3f recall %.3f exact set %.3f best label %.3f | sentiment %.3f"
            + " (opposite %.3f) | fields: precision %.3f recall %.3f",
        labelPrecision,
        labelRecall,
        labelSets,
        topLabel,
        sentiment,
        opposite,
        fieldPrecision,
        fieldRecall);
  }
}
