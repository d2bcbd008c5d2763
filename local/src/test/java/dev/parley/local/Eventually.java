package dev.parley.local;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what another process does; how long it takes is not what these tests are about. */
final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Eventually() {}

  static <T> T the(Supplier<T> look, Predicate<T> enough) {
    return within(PATIENCE, look, enough);
  }

  /** The same for what is known to take its time. */
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
