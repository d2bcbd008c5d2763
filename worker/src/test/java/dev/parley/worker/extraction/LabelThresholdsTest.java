package dev.parley.worker.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.extraction.Tuning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Writes the table of thresholds for docs/extraction.md to {@code target/thresholds.txt}. */
@Tag("long")
class LabelThresholdsTest {
  @Test
  @Timeout(600)
  void aHigherThresholdGivesSurerLabels() throws IOException {
    var extraction = new BuiltInExtraction(null);
    var table = new StringBuilder();
    var precision = 0.0;
    for (var threshold : new double[] {0.15, 0.18, 0.20, 0.22, 0.25, 0.30}) {
      var tuning = Tuning.DEFAULT.withLabelScore(threshold);
      var tuned = Measured.of(extraction, Corpus.half(0), tuning);
      var heldOut = Measured.of(extraction, Corpus.half(1), tuning);
      table.append(
          String.format(
              Locale.ROOT,
              "%.2f: precision %.3f, %.3f; recall %.3f, %.3f%n",
              threshold,
              tuned.labelPrecision(),
              heldOut.labelPrecision(),
              tuned.labelRecall(),
              heldOut.labelRecall()));
      assertThat(heldOut.labelPrecision()).isGreaterThan(precision);
      precision = heldOut.labelPrecision() - 0.01;
    }
    Files.writeString(Path.of("target/thresholds.txt"), table);
  }
}
