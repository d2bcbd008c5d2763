package dev.parley.local;

import dev.parley.servers.process.CannotStartException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Compiles api and worker with the modules that they need, as the build does, and no more. */
record MavenCompiler(Path root) implements DevLoop.Compiler {
  private static final int MOST_ERRORS = 15;

  /** Formatting is left to the build: it need not be right while something is tried. */
  private static final List<String> ARGUMENTS =
      List.of(
          "--offline",
          "--batch-mode",
          "test-compile",
          "--projects=api,worker",
          "--also-make",
          "-Dui.skip",
          "-Dmaven.test.skip",
          "-Dspotless.check.skip");

  @Override
  public List<String> compile() throws InterruptedException {
    try {
      var process =
          new ProcessBuilder(command())
              .directory(root.toFile())
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? List.of() : errors(output);
    } catch (IOException e) {
      throw new CannotStartException("Maven cannot be started.", e);
    }
  }

  /** Returns the errors with a place in a file, or all if none has one. */
  private static List<String> errors(String output) {
    var all = output.lines().filter(line -> line.startsWith("[ERROR]")).distinct().toList();
    var placed = all.stream().filter(line -> line.contains(".java:[")).toList();
    return (placed.isEmpty() ? all : placed).stream().limit(MOST_ERRORS).toList();
  }

  private List<String> command() {
    return Stream.concat(Stream.of(root.resolve("mvnw").toString()), ARGUMENTS.stream()).toList();
  }
}
