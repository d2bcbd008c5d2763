package dev.parley.servers;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a server to answer, and no longer than it lives. */
public final class Waiting {
  private static final long PAUSE_MILLIS = 40;

  private Waiting() {}

  /**
   * Asks again and again.
   *
   * @throws CannotStartException when the process ends first, or the patience does
   */
  public static void until(ServerProcess process, Duration patience, BooleanSupplier answers) {
    long giveUp = System.nanoTime() + patience.toNanos();
    while (!answers.getAsBoolean()) {
      if (!process.isAlive()) {
        throw process.endedEarly();
      }
      if (System.nanoTime() > giveUp) {
        throw new CannotStartException(
            "%s did not answer within %d s. Its log: %s"
                .formatted(process.name(), patience.toSeconds(), process.log()));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStartException("Interrupted while waiting.", e);
    }
  }
}
