package dev.parley.servers.postgres;

import dev.parley.servers.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code postmaster.pid}, the status file of a running PostgreSQL. */
record PostmasterFile(Path data) {
  private static final int STATUS_LINE = 7;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  static PostmasterFile in(Path data) {
    return new PostmasterFile(data);
  }

  boolean saysReady(long pid) {
    var lines = lines();
    return lines.size() > STATUS_LINE
        && lines.getFirst().strip().equals(Long.toString(pid))
        && lines.get(STATUS_LINE).strip().equals("ready");
  }

  /**
   * Stops a PostgreSQL that was left running on this data by a killed launcher, and removes the
   * file if its process id now belongs to another process: PostgreSQL itself would take that for a
   * running server and refuse to start.
   */
  void endWhatIsLeft() throws IOException {
    var lines = lines();
    if (lines.isEmpty()) {
      return;
    }
    var process = ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
    if (process.isPresent() && runsOnThisData(process.get())) {
      Signal.INTERRUPT.end(process.get(), PATIENCE);
    } else {
      new SharedMemory(lines).awaitRelease(PATIENCE);
      Files.deleteIfExists(file());
    }
  }

  private boolean runsOnThisData(ProcessHandle process) {
    var command = process.info().commandLine().orElse("");
    return command.contains("postgres") && command.contains(data.toString());
  }

  private List<String> lines() {
    try {
      return Files.exists(file()) ? Files.readAllLines(file()) : List.of();
    } catch (IOException e) {
      // Written or removed concurrently: the next call will tell.
      return List.of();
    }
  }

  private Path file() {
    return data.resolve("postmaster.pid");
  }
}
