package dev.parley.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the worker's prerequisites, and logs repeatedly what is missing. */
final class Prerequisites {
  private static final Logger LOG = LoggerFactory.getLogger(Prerequisites.class);
  private static final long RETRY_MILLIS = 250;
  private static final long SAY_AGAIN_NANOS = Duration.ofSeconds(10).toNanos();

  private Prerequisites() {}

  /**
   * Returns once there is no problem; each problem is logged when it begins and every ten seconds.
   */
  static void await(Supplier<Optional<String>> problem) throws InterruptedException {
    var last = "";
    var saidAt = System.nanoTime();
    for (var now = problem.get(); now.isPresent(); now = problem.get()) {
      var reason = now.get();
      if (!reason.equals(last) || System.nanoTime() - saidAt > SAY_AGAIN_NANOS) {
        LOG.warn("Waiting: {}", reason);
        last = reason;
        saidAt = System.nanoTime();
      }
      Thread.sleep(RETRY_MILLIS);
    }
  }
}
