package dev.parley.benchmark;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jooq.exception.DataAccessException;

/** Waits for something outside. */
final class Waits {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private Waits() {}

  static void until(String what, BooleanSupplier is) {
    until(what, 20, is);
  }

  static void until(String what, long pauseMillis, BooleanSupplier is) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!holds(is)) {
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException("Waited in vain for " + what);
      }
      sleep(pauseMillis);
    }
  }

  private static boolean holds(BooleanSupplier is) {
    try {
      return is.getAsBoolean();
    } catch (DataAccessException e) {
      return false;
    }
  }

  static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
