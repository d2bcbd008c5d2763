package dev.parley.api.execution;

import java.util.OptionalLong;

/**
 * How many starts may be under way at once. One more after each round of them that went well, half
 * as many when Temporal does not keep up: what it cannot take only makes it slower, until nothing
 * is answered in time.
 */
final class Pace {
  private static final double EASED = 0.5;

  private final int most;
  private double limit;
  private int underWay;

  /** Counts the times that it was eased. */
  private long round;

  /**
   * @param most at once, which is also where it begins
   */
  Pace(int most) {
    this.most = most;
    limit = most;
  }

  /**
   * Begins one, if it may be begun. Each one begun is to be ended by one of the other methods.
   *
   * @return the round that it belongs to
   */
  synchronized OptionalLong begin() {
    if (underWay >= (int) limit) {
      return OptionalLong.empty();
    }
    underWay++;
    return OptionalLong.of(round);
  }

  /** One went well. */
  synchronized void succeeded() {
    underWay--;
    limit = Math.min(most, limit + 1 / limit);
  }

  /** Temporal did not keep up. Those that were under way together fail together, and count once. */
  synchronized void failed(long begun) {
    underWay--;
    if (begun == round) {
      round++;
      limit = Math.max(1, limit * EASED);
    }
  }

  /** One ended in a way that says nothing about how much Temporal can take. */
  synchronized void ended() {
    underWay--;
  }

  /** How many may be under way now. */
  synchronized int limit() {
    return (int) limit;
  }
}
