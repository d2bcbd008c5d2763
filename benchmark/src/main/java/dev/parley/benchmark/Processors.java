package dev.parley.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import java.util.stream.Stream;

/**
 * Processor time used by processes and all their children. Other programs on the machine slow
 * everything down, but hardly change this.
 */
final class Processors {
  private static final double TICKS_A_SECOND = 100;
  // Fields of /proc/…/stat after the name: the process itself, and children that have ended.
  private static final int BEFORE_TIMES = 11;
  private static final int TIMES = 4;

  private Processors() {}

  /** Returns the total, in seconds. */
  static double seconds(List<ProcessHandle> roots) {
    return roots.stream()
            .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
            .distinct()
            .mapToDouble(Processors::ticks)
            .sum()
        / TICKS_A_SECOND;
  }

  /** Returns the time of this program and of its children that have ended. */
  static double ownSeconds() {
    return ticks(ProcessHandle.current()) / TICKS_A_SECOND;
  }

  /** Returns the bytes that a process has written to disk; 0 if the system does not report them. */
  static long writtenBytes(ProcessHandle process) {
    try (var lines = Files.lines(Path.of("/proc/%d/io".formatted(process.pid())))) {
      return lines
          .filter(line -> line.startsWith("write_bytes: "))
          .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }

  private static double ticks(ProcessHandle process) {
    try {
      var line = Files.readString(Path.of("/proc/%d/stat".formatted(process.pid())));
      try (var fields = new Scanner(line.substring(line.lastIndexOf(')') + 1))) {
        for (int i = 0; i < BEFORE_TIMES; i++) {
          fields.next();
        }
        double ticks = 0;
        for (int i = 0; i < TIMES; i++) {
          ticks += fields.nextLong();
        }
        return ticks;
      }
    } catch (IOException e) {
      // It ended; its time is now included in its parent's.
      return 0;
    }
  }
}
