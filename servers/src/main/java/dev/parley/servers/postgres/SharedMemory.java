package dev.parley.servers.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The memory shared by the processes of one PostgreSQL. After its first process was killed, the
 * others still hold it for a moment, and a new PostgreSQL refuses to start until they release it.
 *
 * @param postmaster the lines of {@code postmaster.pid}
 */
record SharedMemory(List<String> postmaster) {
  // Linux only; elsewhere the next start is retried a moment later anyway.
  private static final Path SEGMENTS = Path.of("/proc/sysvipc/shm");
  private static final int MEMORY_LINE = 6;
  private static final int SEGMENT_COLUMN = 1;
  private static final int USERS_COLUMN = 6;

  void awaitRelease(Duration patience) {
    segment().ifPresent(segment -> awaitRelease(segment, patience));
  }

  private static void awaitRelease(String segment, Duration patience) {
    long giveUp = System.nanoTime() + patience.toNanos();
    try {
      while (users(segment) > 0 && System.nanoTime() < giveUp) {
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<String> segment() {
    return postmaster.size() <= MEMORY_LINE
        ? Optional.empty()
        : Optional.of(postmaster.get(MEMORY_LINE).strip().replaceAll(".*\\s", ""));
  }

  private static int users(String segment) {
    try (var lines = Files.lines(SEGMENTS)) {
      return lines
          .map(line -> line.strip().split("\\s+"))
          .filter(columns -> columns[SEGMENT_COLUMN].equals(segment))
          .mapToInt(columns -> Integer.parseInt(columns[USERS_COLUMN]))
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }
}
