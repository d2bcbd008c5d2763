package dev.parley.api.dispatch;

import java.util.OptionalLong;

/**
 * Limits the number of concurrent starts. The limit grows by one after each successful round, and
 * is halved if Temporal cannot keep up: excess load only slows it down until nothing is answered in
 * time.
 */
final class Pace {
  private static final double EASED = 0.5;

  private final int most;
  private double limit;
  private int underWay;

  /** Counts the reductions of the limit. */
  private long round;

  /**
   * Creates the limiter.
   *
   * @param most the maximum and initial limit
   */
  Pace(int most) {
    this.most = most;
    limit = most;
  }

  /**
   * Begins a start, if the limit allows it. Each begun start must be finished by one of the other
   * methods.
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

  /** Records a success. */
  synchronized void succeeded() {
    underWay--;
    limit = Math.min(most, limit + 1 / limit);
  }

  /**
   * Records that Temporal did not keep up. Starts that were concurrent fail together and count
   * once.
   */
  synchronized void failed(long begun) {
    underWay--;
    if (begun == round) {
      round++;
      limit = Math.max(1, limit * EASED);
    }
  }

  /** Records an outcome that says nothing about Temporal's load. */
  synchronized void ended() {
    underWay--;
  }

  /** Returns the current limit. */
  synchronized int limit() {
    return (int) limit;
  }
}
