package dev.parley.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import java.util.stream.Stream;

/**
 * Processor time that processes have used, with all their children. Other programs on the machine
 * make everything slower, but hardly change this.
 */
final class Processors {
  private static final double TICKS_A_SECOND = 100;
  // Of /proc/…/stat, counted after the name: the process itself, and children that have ended.
  private static final int BEFORE_TIMES = 11;
  private static final int TIMES = 4;

  private Processors() {}

  /** Seconds, together. */
  static double seconds(List<ProcessHandle> roots) {
    return roots.stream()
            .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
            .distinct()
            .mapToDouble(Processors::ticks)
            .sum()
        / TICKS_A_SECOND;
  }

  /** Of this program, and of its children that have ended. */
  static double ownSeconds() {
    return ticks(ProcessHandle.current()) / TICKS_A_SECOND;
  }

  /** Bytes that a process has had written to the disk; 0 where the system does not tell. */
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
      // It ended; its parent's times have its own now.
      return 0;
    }
  }
}
