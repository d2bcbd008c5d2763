package dev.parley.extraction;

/**
 * The settings of the built-in extraction. The defaults are measured: see docs/extraction.md.
 *
 * @param labelScore minimum similarity for adding a label, from 0 to 1
 * @param labelMargin maximum distance from the best label
 * @param sentimentBand scores closer to 0 than this are neutral
 * @param region default region of phone numbers and dates, for example {@code US}
 * @param timeZone the time zone for "tomorrow" and the like
 */
public record Tuning(
    double labelScore, double labelMargin, double sentimentBand, String region, String timeZone) {
  /** Measured on both halves of the corpus. */
  public static final Tuning DEFAULT = new Tuning(0.20, 0.01, 0.60, "US", "UTC");

  /** Returns the same settings with another threshold for labels. */
  public Tuning withLabelScore(double score) {
    return new Tuning(score, labelMargin, sentimentBand, region, timeZone);
  }
}
