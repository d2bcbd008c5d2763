package dev.parley.servers.temporal;

import dev.parley.servers.process.Archives;
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

/** Compiles Temporal programs from Go modules, whose sources Go verifies by checksum. */
record TemporalCompilation(String path, Progress progress) {
  private static final Duration BETWEEN_WORDS = Duration.ofSeconds(15);

  /** Without the symbols of debuggers, and without the parts that Temporal's own build omits. */
  private static final List<String> FLAGS = List.of("-ldflags=-s -w", "-tags=disable_grpc_modules");

  /**
   * Returns true if the program of a module, given with its version, is in the folder now, compiled
   * with the versions of libraries that the module names.
   */
  boolean install(String module, Path folder) throws IOException {
    var arguments = Stream.of(Stream.of("install"), FLAGS.stream(), Stream.of(module));
    return ran(arguments.flatMap(it -> it).toList(), folder, folder);
  }

  /**
   * Returns true if the programs are in the folder now.
   *
   * @param required the modules with their versions, as in {@code go.mod}
   */
  boolean build(List<String> programs, List<String> required, Path folder) throws IOException {
    var work = Files.createTempDirectory("temporal-go");
    try {
      Files.writeString(
          work.resolve("go.mod"),
          "module temporal\n\ngo 1.25.0\n\nrequire (\n%s\n)\n"
              .formatted(String.join("\n", required)));
      var arguments =
          Stream.of(
              Stream.of("build", "-mod=mod", "-o", folder.toAbsolutePath() + "/"),
              FLAGS.stream(),
              programs.stream());
      return ran(arguments.flatMap(it -> it).toList(), work, folder);
    } finally {
      Archives.deleteTree(work);
    }
  }

  private boolean ran(List<String> arguments, Path work, Path folder) throws IOException {
    var go = Programs.onPath("go", path);
    if (go.isEmpty()) {
      return false;
    }
    progress.say("Temporal: compiling it with Go, once, in about four minutes");
    var output = Files.createTempFile("temporal-go", ".log");
    try {
      var builder =
          new ProcessBuilder(Stream.concat(Stream.of(go.get()), arguments.stream()).toList())
              .directory(work.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder
          .environment()
          .putAll(Map.of("GOBIN", folder.toString(), "CGO_ENABLED", "0", "GOWORK", "off"));
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
