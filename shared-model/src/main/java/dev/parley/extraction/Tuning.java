package dev.parley.extraction;

/**
 * The settings of the built-in extraction. The defaults are measured: docs/extraction.md.
 *
 * @param labelScore a label is added from this likeness on, from 0 to 1
 * @param labelMargin and when it is no further than this from the best
 * @param sentimentBand scores nearer to 0 than this are neutral
 * @param region where phone numbers and dates without a country are from, for example {@code US}
 * @param timeZone where "tomorrow" begins
 */
public record Tuning(
    double labelScore, double labelMargin, double sentimentBand, String region, String timeZone) {
  /** Measured on both halves of the corpus. */
  public static final Tuning DEFAULT = new Tuning(0.20, 0.01, 0.60, "US", "UTC");

  /** The same with another threshold for labels. */
  public Tuning withLabelScore(double score) {
    return new Tuning(score, labelMargin, sentimentBand, region, timeZone);
  }
}
