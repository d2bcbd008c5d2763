package dev.parley.local;

import dev.parley.servers.process.CannotStartException;
import dev.parley.servers.process.ServerProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * Restarts what ended unexpectedly, after reporting it: nothing is lost in the meantime, and
 * demonstrating that is a purpose of this stack. The delay grows with each restart, and is reset
 * once a part has run for a while.
 */
final class ProcessSupervisor implements Console.Restarts {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration HEALTHY = Duration.ofMinutes(1);

  private final Stack stack;
  private final Console console;
  private final Map<Part, Duration> waits = new EnumMap<>(Part.class);

  ProcessSupervisor(Stack stack, Console console) {
    this.stack = stack;
    this.console = console;
  }

  @Override
  public void after(Part part, ServerProcess ended) {
    var lived =
        ended
            .handle()
            .info()
            .startInstant()
            .map(start -> Duration.between(start, Instant.now()))
            .orElse(Duration.ZERO);
    Thread.ofVirtual()
        .start(() -> {
          if (lived.compareTo(HEALTHY) > 0) {
            forget(part);
          }
          startAgain(part);
        });
  }

  private void startAgain(Part part) {
    try {
      while (!stack.isClosed()) {
        var wait = next(part);
        console.say("Starting %s again in %d s".formatted(part.title(), wait.toSeconds()));
        Thread.sleep(wait);
        if (started(part)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean started(Part part) {
    try {
      stack.start(part);
      return true;
    } catch (CannotStartException e) {
      if (!stack.isClosed()) {
        console.say(String.valueOf(e.getMessage()));
      }
      return false;
    }
  }

  private synchronized Duration next(Part part) {
    var wait = waits.getOrDefault(part, FIRST);
    var doubled = wait.multipliedBy(2);
    waits.put(part, doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled);
    return wait;
  }

  private synchronized void forget(Part part) {
    waits.remove(part);
  }
}
