package dev.parley.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Summary statistics. */
final class Figures {
  // Student's t for a two-sided 95 % interval, by degrees of freedom; beyond the list it is close
  // to 2.
  private static final double[] T = {
    0, 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086
  };

  private final double[] sorted;

  private Figures(double[] sorted) {
    this.sorted = sorted;
  }

  static Figures of(List<Double> values) {
    var sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return new Figures(sorted);
  }

  static <T> Figures of(List<T> values, ToDoubleFunction<T> figure) {
    return of(values.stream().map(value -> figure.applyAsDouble(value)).toList());
  }

  double percentile(double share) {
    int rank = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, Math.min(sorted.length - 1, rank))];
  }

  double median() {
    return percentile(0.5);
  }

  /** Returns the median and the extremes: "61.2 (55.0 to 66.1)". */
  String spread() {
    return String.format(
        Locale.ROOT, "%.1f (%.1f to %.1f)", median(), sorted[0], sorted[sorted.length - 1]);
  }

  /**
   * A ratio of paired measurements: the geometric mean and its 95 % interval, from the logarithms.
   */
  record Ratio(double mean, double low, double high) {
    private static final int RESAMPLES = 2_000;
    private static final long SEED = 42;

    static Ratio of(List<Double> over, List<Double> under) {
      var logs = new double[over.size()];
      for (int i = 0; i < logs.length; i++) {
        logs[i] = Math.log(over.get(i) / under.get(i));
      }
      double mean = Arrays.stream(logs).average().orElseThrow();
      double squares = Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum();
      int freedom = logs.length - 1;
      double error = Math.sqrt(squares / freedom / logs.length);
      double reach = error * (freedom < T.length ? T[freedom] : 2.0);
      return new Ratio(Math.exp(mean), Math.exp(mean - reach), Math.exp(mean + reach));
    }

    /**
     * Returns the ratio of a percentile of the large installation to that of the small one, with an
     * interval by bootstrap.
     */
    static Ratio ofPercentiles(List<Double> many, List<Double> few, double share) {
      var random = new Random(SEED);
      var ratios = new ArrayList<Double>();
      for (int i = 0; i < RESAMPLES; i++) {
        ratios.add(again(many, random).percentile(share) / again(few, random).percentile(share));
      }
      var sorted = Figures.of(ratios);
      return new Ratio(
          Figures.of(many).percentile(share) / Figures.of(few).percentile(share),
          sorted.percentile(0.025),
          sorted.percentile(0.975));
    }

    private static Figures again(List<Double> values, Random random) {
      return Figures.of(values, _ -> values.get(random.nextInt(values.size())));
    }

    String text() {
      return String.format(Locale.ROOT, "%.2f [%.2f, %.2f]", mean, low, high);
    }
  }
}
