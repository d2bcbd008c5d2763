package dev.parley.local;

import dev.parley.servers.process.ServerProcess;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The terminal output for the user: one line per important event. It is never stored in a file,
 * because it contains the sign-in link.
 */
final class Console implements Stack.Watcher {
  private static final int LINES = 12;

  private final PrintStream out;
  private final long start = System.nanoTime();
  private final Map<Part, String> places;
  private final Set<Part> seen = EnumSet.noneOf(Part.class);
  private Restarts restarts = (part, process) -> {};

  /** Handles an unexpected end of a process. */
  interface Restarts {
    void after(Part part, ServerProcess ended);
  }

  Console(PrintStream out, Map<Part, String> places) {
    this.out = out;
    this.places = new EnumMap<>(places);
  }

  void restartBy(Restarts restarts) {
    this.restarts = restarts;
  }

  @Override
  public synchronized void say(String line) {
    out.println("  " + line);
  }

  @Override
  public synchronized void ready(Part part) {
    if (seen.add(part)) {
      var seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000.0;
      out.printf(
          "  %-11s ready after %4.1f s   %s%n",
          part.title(), seconds, places.getOrDefault(part, ""));
    } else {
      out.printf("  %-11s ready again%n", part.title());
    }
  }

  @Override
  public void endedUnexpectedly(Part part, ServerProcess process) {
    synchronized (this) {
      out.printf(
          "%n  %s has ended unexpectedly (%s). The end of %s:%n",
          part.title(), exit(process.ended().join()), process.log());
      process.lastLines(LINES).forEach(line -> out.println("    | " + line));
    }
    restarts.after(part, process);
  }

  /** Returns the signal in a shell's exit code. */
  private static String exit(int code) {
    return code > 128 ? "signal %d".formatted(code - 128) : "exit code %d".formatted(code);
  }
}
