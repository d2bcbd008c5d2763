package dev.parley.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Scanner;

/** The machine that runs the measurement. */
final class Machine {
  private static final long GIB = 1L << 30;

  private Machine() {}

  static String text() {
    return "%d cores (%s), %d GiB of memory, %s %s, Java %s, PostgreSQL 18.6 with fsync, Temporal server 1.29.1, Temporal Java SDK 1.38.0"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            line("/proc/cpuinfo", "model name"),
            Math.round(
                Double.parseDouble(line("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", ""))
                    * 1024
                    / GIB),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            Runtime.version());
  }

  /** Returns the measured commit. */
  static String commit() {
    try {
      var process = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** Returns the load of the machine: runnable processes over the last minute. */
  static String load() {
    try {
      var text = Files.readString(Path.of("/proc/loadavg"));
      return text.substring(0, text.indexOf(' '));
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** Returns the processor time used by all programs since boot, in seconds. */
  static double busySeconds() {
    try {
      long ticks = 0;
      try (var fields = new Scanner(Files.readAllLines(Path.of("/proc/stat")).getFirst())) {
        fields.next();
        for (int i = 1; fields.hasNextLong(); i++) {
          var spent = fields.nextLong();
          // Idle and I/O wait are the fourth and the fifth.
          ticks += i == 4 || i == 5 ? 0 : spent;
        }
      }
      return ticks / 100.0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(String file, String name) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT)))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
