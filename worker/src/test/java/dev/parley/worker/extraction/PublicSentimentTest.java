package dev.parley.worker.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sentiment on a public data set: Hutto and Gilbert, ICWSM 2014, from the source archive of the
 * PyPI package vaderSentiment. The figures go to {@code target/sentiment.txt}.
 */
@Tag("long")
class PublicSentimentTest {
  private static final String RELEASE = "vaderSentiment==3.3.1";
  private static final String INNER = "hutto_ICWSM_2014.tar.gz";
  private static final int SAMPLE = 1_500;
  private static final double RATED = 0.5;
  private static final double BAND = 0.6;

  private record Rated(String mood, String text) {}

  private record Score(double right, double opposite, double recall, double precision) {}

  @Test
  void thePublicSetStaysAboveItsFloor() throws Exception {
    var archive = download();
    var tweets = score(rows(archive, "tweets_GroundTruth.txt"));
    var reviews = score(rows(archive, "amazonReviewSnippets_GroundTruth.txt"));
    Files.writeString(
        Path.of("target/sentiment.txt"), line("tweets", tweets) + line("reviews", reviews));
    assertThat(tweets.right()).isGreaterThan(0.62);
    assertThat(tweets.opposite()).isLessThan(0.02);
    assertThat(reviews.right()).isGreaterThan(0.45);
    assertThat(reviews.opposite()).isLessThan(0.04);
    assertThat(reviews.recall()).isGreaterThan(0.29);
  }

  private static String line(String name, Score score) {
    return String.format(
        Locale.ROOT,
        "%s: right %.3f opposite %.3f negative recall %.3f precision %.3f%n",
        name,
        score.right(),
        score.opposite(),
        score.recall(),
        score.precision());
  }

  private static Score score(List<Rated> rows) {
    var embeddings = new Embeddings(null);
    var sentiment = new Sentiment(embeddings);
    double right = 0, opposite = 0, negative = 0, found = 0, told = 0;
    for (var row : rows) {
      var mood = sentiment.of(row.text(), embeddings.of(row.text()), BAND).sentiment();
      right += mood.equals(row.mood()) ? 1 : 0;
      opposite +=
          !mood.equals(row.mood()) && !mood.equals("neutral") && !row.mood().equals("neutral")
              ? 1
              : 0;
      negative += row.mood().equals("negative") ? 1 : 0;
      told += mood.equals("negative") ? 1 : 0;
      found += mood.equals("negative") && row.mood().equals("negative") ? 1 : 0;
    }
    return new Score(right / rows.size(), opposite / rows.size(), found / negative, found / told);
  }

  private static Path download() throws IOException, InterruptedException {
    var folder = Files.createDirectories(Path.of("target/vader").toAbsolutePath());
    var pip =
        new ProcessBuilder(
                "python3",
                "-m",
                "pip",
                "download",
                "--no-deps",
                "--no-binary",
                ":all:",
                "-d",
                folder.toString(),
                RELEASE)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("pip.log").toFile())
            .start();
    assertThat(pip.waitFor(5, TimeUnit.MINUTES) && pip.exitValue() == 0)
        .as("pip download, see %s", folder.resolve("pip.log"))
        .isTrue();
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
    }
  }

  private static List<Rated> rows(Path archive, String file) throws IOException {
    try (var outer = tar(Files.newInputStream(archive))) {
      seek(outer, INNER);
      try (var inner = tar(outer)) {
        seek(inner, file);
        var all = new String(inner.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        var rows = new ArrayList<Rated>();
        for (int i = 0; i < all.size(); i += Math.max(1, all.size() / SAMPLE)) {
          var parts = all.get(i).split("\t", -1);
          if (parts.length >= 3) {
            rows.add(new Rated(mood(Double.parseDouble(parts[1])), parts[2]));
          }
        }
        return rows;
      }
    }
  }

  private static String mood(double rating) {
    return rating >= RATED ? "positive" : rating <= -RATED ? "negative" : "neutral";
  }

  private static TarArchiveInputStream tar(InputStream compressed) throws IOException {
    return new TarArchiveInputStream(new GzipCompressorInputStream(compressed));
  }

  private static void seek(TarArchiveInputStream tar, String file) throws IOException {
    for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      if (entry.getName().endsWith(file)) {
        return;
      }
    }
    throw new IOException(file + " is not in the archive");
  }
}
