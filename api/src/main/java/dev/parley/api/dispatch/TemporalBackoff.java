package dev.parley.api.dispatch;

import com.google.common.base.Throwables;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Back-off after Temporal did not respond: a quarter of a second, doubling each time, up to eight
 * seconds. Until then, work waits in PostgreSQL, not in calls.
 */
final class TemporalBackoff {
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final int MOST_DOUBLINGS = 5;
  private static final Set<Status.Code> AWAY =
      Set.of(
          Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED, Status.Code.RESOURCE_EXHAUSTED);

  private final LongSupplier nanos;
  private int failures;
  private long until;

  TemporalBackoff(LongSupplier nanos) {
    this.nanos = nanos;
    until = nanos.getAsLong();
  }

  /** Returns true if Temporal may be called. */
  synchronized boolean isOver() {
    return nanos.getAsLong() - until >= 0;
  }

  /** Records that Temporal responded. */
  synchronized void answered() {
    failures = 0;
    until = nanos.getAsLong();
  }

  /** Records an exception; only those that mean that Temporal is unavailable start a back-off. */
  synchronized void failed(RuntimeException e) {
    // Calls that were concurrent fail together and count once.
    if (isAway(e) && isOver()) {
      until = nanos.getAsLong() + (FIRST.toNanos() << Math.min(failures, MOST_DOUBLINGS));
      failures++;
    }
  }

  /** Returns true if the exception means that Temporal is unavailable or overloaded. */
  static boolean isAway(Throwable thrown) {
    return Throwables.getCausalChain(thrown).stream()
        .filter(StatusRuntimeException.class::isInstance)
        .map(cause -> ((StatusRuntimeException) cause).getStatus().getCode())
        .anyMatch(AWAY::contains);
  }
}
