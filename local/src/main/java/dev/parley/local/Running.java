package dev.parley.local;

import dev.parley.servers.ServerProcess;
import dev.parley.servers.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A process of the stack as it is written down, with enough to know it again: process ids are given
 * to others after a while.
 *
 * @param farewell what asks it to end
 */
record Running(Part part, long pid, Instant startedAt, List<String> command, Signal farewell) {
  // The operating system tells the start in ticks since a boot time that clock corrections move.
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

  /** The very process, when it still runs: same id, same start, same command. */
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

  /** Without the program, which the system names by its resolved path; only the beginning. */
  private String arguments() {
    var text = String.join(" ", command.subList(1, command.size()));
    return text.substring(0, Math.min(text.length(), COMPARED));
  }
}
