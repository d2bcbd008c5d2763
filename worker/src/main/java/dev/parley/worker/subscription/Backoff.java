package dev.parley.worker.subscription;

import dev.parley.execution.StepFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides when a delivery is tried again, and when a subscription is disabled. */
final class Backoff {
  /** A delivery is tried for this long. */
  static final Duration GIVES_UP = Duration.ofDays(1);

  /** A subscription that accepts nothing for this long is disabled. */
  static final Duration DISABLES = Duration.ofDays(3);

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int GONE = 410;

  private Backoff() {}

  /**
   * Returns the delay before the next attempt; empty if the delivery is given up.
   *
   * @param number of the failed attempt
   * @param firstAt the time of the first attempt
   */
  static Optional<Duration> next(int number, Instant firstAt, StepFailure failure, Instant now) {
    var grown = FIRST;
    for (int i = 1; i < number && grown.compareTo(LONGEST) < 0; i++) {
      grown = grown.multipliedBy(3);
    }
    var own = grown.compareTo(LONGEST) > 0 ? LONGEST : grown;
    var asked = failure.retryAfter().orElse(Duration.ZERO);
    var delay = asked.compareTo(own) > 0 ? asked : own;
    return now.plus(delay).isAfter(firstAt.plus(GIVES_UP)) ? Optional.empty() : Optional.of(delay);
  }

  /** Returns the reason to disable a subscription after a failed attempt, if there is one. */
  static Optional<String> disables(
      @Nullable Integer status, StepFailure failure, Optional<Instant> failingSince, Instant now) {
    if (status != null && status == GONE) {
      return Optional.of("Its receiver answered 410: it is gone.");
    }
    return failingSince
        .filter(since -> since.plus(DISABLES).isBefore(now))
        .map(_ -> "It has accepted nothing for three days. The last attempt: " + failure.detail());
  }
}
