package dev.parley.servers.temporal;

import dev.parley.servers.process.CannotStartException;
import dev.parley.servers.process.OnShutdown;
import dev.parley.servers.process.Programs;
import dev.parley.servers.process.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Compiles Temporal programs from Go modules, whose sources Go verifies by checksum.
 *
 * @param modules with their versions
 */
record TemporalCompilation(List<String> modules, String path, Progress progress) {
  private static final Duration BETWEEN_WORDS = Duration.ofSeconds(15);

  /** Returns true if the program is in the folder now. */
  boolean into(Path folder) throws IOException {
    var go = Programs.onPath("go", path);
    if (go.isEmpty()) {
      return false;
    }
    progress.say("Temporal: compiling it with Go, once, in about four minutes");
    var output = Files.createTempFile("temporal-go-install", ".log");
    try {
      var builder =
          new ProcessBuilder(
                  Stream.concat(Stream.of(go.get(), "install", "-ldflags=-s -w"), modules.stream())
                      .toList())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(Map.of("GOBIN", folder.toString(), "CGO_ENABLED", "0"));
      if (exit(builder.start()) != 0) {
        progress.say("Temporal: Go failed: " + Files.readString(output, StandardCharsets.UTF_8));
        return false;
      }
      return true;
    } finally {
      Files.delete(output);
    }
  }

  private int exit(Process process) {
    var onShutdown = new OnShutdown(process::destroy);
    try {
      var taken = Duration.ZERO;
      while (!process.waitFor(BETWEEN_WORDS.toSeconds(), TimeUnit.SECONDS)) {
        taken = taken.plus(BETWEEN_WORDS);
        progress.say("Temporal: compiling for %d s".formatted(taken.toSeconds()));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new CannotStartException("Interrupted while compiling Temporal.", e);
    } finally {
      onShutdown.close();
    }
  }
}
