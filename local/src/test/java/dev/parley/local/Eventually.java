package dev.parley.local;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for the effects of another process; how long they take is not under test. */
final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Eventually() {}

  static <T> T the(Supplier<T> look, Predicate<T> enough) {
    return within(PATIENCE, look, enough);
  }

  /** Waits for something that is known to take longer. */
  static <T> T within(Duration patience, Supplier<T> look, Predicate<T> enough) {
    var giveUp = Instant.now().plus(patience);
    for (var seen = look.get(); ; seen = look.get()) {
      if (enough.test(seen)) {
        return seen;
      }
      if (Instant.now().isAfter(giveUp)) {
        throw new AssertionError("Waited for %s, last seen: %s".formatted(patience, seen));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
