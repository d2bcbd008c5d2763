package dev.parley.api.execution;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * How long to leave Temporal alone after it did not answer: a quarter of a second, twice as long
 * each time, at most eight seconds. What waits meanwhile waits in PostgreSQL, not in calls.
 */
final class Respite {
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final int MOST_DOUBLINGS = 5;
  private static final Set<Status.Code> AWAY =
      Set.of(
          Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED, Status.Code.RESOURCE_EXHAUSTED);

  private final LongSupplier nanos;
  private int failures;
  private long until;

  Respite(LongSupplier nanos) {
    this.nanos = nanos;
    until = nanos.getAsLong();
  }

  /** Whether Temporal may be asked. */
  synchronized boolean isOver() {
    return nanos.getAsLong() - until >= 0;
  }

  /** Temporal has answered. */
  synchronized void answered() {
    failures = 0;
    until = nanos.getAsLong();
  }

  /** Something was thrown; only what says that Temporal is away begins a respite. */
  synchronized void failed(RuntimeException e) {
    // Those that were under way together fail together, and count once.
    if (isAway(e) && isOver()) {
      until = nanos.getAsLong() + (FIRST.toNanos() << Math.min(failures, MOST_DOUBLINGS));
      failures++;
    }
  }

  /** Whether that was thrown because Temporal is away, or has more to do than it can. */
  static boolean isAway(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .filter(StatusRuntimeException.class::isInstance)
        .map(cause -> ((StatusRuntimeException) cause).getStatus().getCode())
        .anyMatch(AWAY::contains);
  }
}
