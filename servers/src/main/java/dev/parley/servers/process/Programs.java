package dev.parley.servers.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Programs of this machine. */
public final class Programs {
  /** The input of non-interactive programs. */
  public static final File NOTHING = new File("/dev/null");

  private Programs() {}

  /** Returns the path of a program that is on the PATH. */
  public static Optional<String> onPath(String name) {
    return onPath(name, System.getenv().getOrDefault("PATH", ""));
  }

  /** Returns the path of a program that is on the given search path. */
  public static Optional<String> onPath(String name, String path) {
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .map(Path::toString)
        .findFirst();
  }

  /** Returns the output of a command; empty if it cannot be run or fails. */
  public static Optional<String> output(List<String> command) {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
              .start();
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(text.strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
