package dev.parley.local;

import dev.parley.servers.process.ServerProcess;
import dev.parley.servers.process.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A recorded process of the stack, with enough data to recognize it: process ids are reused.
 *
 * @param farewell the signal that ends it
 */
record Running(Part part, long pid, Instant startedAt, List<String> command, Signal farewell) {
  // The operating system counts the start in ticks since boot, and clock corrections move that
  // time.
  private static final Duration TOLERANCE = Duration.ofSeconds(2);
  private static final int COMPARED = 1_000;

  static Running of(Part part, ServerProcess process) {
    return new Running(
        part,
        process.handle().pid(),
        process.handle().info().startInstant().orElseGet(Instant::now),
        process.command(),
        process.farewell());
  }

  /** Returns the process if it is still running: same id, same start, same command. */
  Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isMine);
  }

  private boolean isMine(ProcessHandle process) {
    var info = process.info();
    return info.startInstant()
            .map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) < 0)
            .orElse(false)
        && info.commandLine().orElse("").contains(arguments());
  }

  /**
   * Omits the program, which the system shows with its resolved path; compares only the beginning.
   */
  private String arguments() {
    var text = String.join(" ", command.subList(1, command.size()));
    return text.substring(0, Math.min(text.length(), COMPARED));
  }
}
