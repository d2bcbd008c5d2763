package dev.parley.local;

import com.google.common.hash.Hashing;
import dev.parley.servers.process.Cache;
import dev.parley.servers.process.Progress;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * External programs as integrators use them: a shell, Python and Node.js with the packages pinned
 * in {@code src/test/clients}. They are installed once below {@code target}.
 */
final class Tools {
  private static final Path LOCAL = Checkout.root().resolve("local");
  private static final Path PINNED = LOCAL.resolve("src/test/clients");
  private static final String OASDIFF = "v1.38.0";
  private static final Path INSTALLED = LOCAL.resolve("target/clients");

  private Tools() {}

  /** A program's output, including errors, and exit status. */
  record Ran(int status, String output) {
    /** Returns the output of a program that must have succeeded. */
    String orThrow() {
      if (status != 0) {
        throw new AssertionError("ended with " + status + ":\n" + output);
      }
      return output;
    }
  }

  /** Returns the folder of Python's programs, with the packages installed. */
  static Path python() {
    return python("requirements.txt");
  }

  /** Returns the same for a client generator, which needs other packages. */
  static Path pythonGenerator() {
    return python("generator-requirements.txt");
  }

  /** Returns the same with the schemas of Kubernetes. */
  static Path pythonKubernetes() {
    return python("kubernetes-requirements.txt");
  }

  private static Path python(String requirements) {
    var pinned = PINNED.resolve(requirements);
    return installed("python-" + digest(pinned), folder -> installPython(pinned, folder))
        .resolve("bin");
  }

  private static void installPython(Path requirements, Path folder) {
    run(LOCAL, Map.of(), "python3", "-m", "venv", "--clear", folder.toString()).orThrow();
    run(
            LOCAL,
            Map.of(),
            folder.resolve("bin/pip").toString(),
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "--requirement",
            requirements.toString())
        .orThrow();
  }

  /** Returns the folder once a program is in it; one process at a time installs it. */
  private static Path installed(String name, Consumer<Path> install) {
    return new Cache(INSTALLED)
        .locked(
            name,
            Progress.SILENT,
            () -> {
              var folder = INSTALLED.resolve(name);
              if (!Files.exists(folder.resolve("complete"))) {
                install.accept(folder);
                mark(folder);
              }
              return folder;
            });
  }

  /** Returns a folder in which Node.js finds the packages. */
  static Path node() {
    return installed("node-" + digest(PINNED.resolve("package-lock.json")), Tools::installNode);
  }

  private static void installNode(Path folder) {
    try {
      Files.createDirectories(folder);
      for (var name : List.of("package.json", "package-lock.json")) {
        Files.writeString(folder.resolve(name), Files.readString(PINNED.resolve(name)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run(folder, Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts").orThrow();
  }

  /** Returns the program that compares OpenAPI documents, compiled once; empty without Go. */
  static Optional<Path> oasdiff() {
    try {
      if (run(LOCAL, Map.of(), "go", "version").status() != 0) {
        return Optional.empty();
      }
    } catch (UncheckedIOException noGo) {
      return Optional.empty();
    }
    return Optional.of(installed("oasdiff-" + OASDIFF, Tools::installOasdiff).resolve("oasdiff"));
  }

  private static void installOasdiff(Path folder) {
    run(
            LOCAL,
            Map.of("GOBIN", folder.toString(), "CGO_ENABLED", "0"),
            "go",
            "install",
            "github.com/oasdiff/oasdiff@" + OASDIFF)
        .orThrow();
  }

  /** Returns a file that tests pass to the programs. */
  static Path given(String name) {
    return PINNED.resolve(name);
  }

  /** Runs a program and waits for its end; Node.js is found wherever the build finds it. */
  static Ran run(Path folder, Map<String, String> environment, String... command) {
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"));
    builder.environment().putAll(environment);
    builder.environment().merge("PATH", nodeFolder(), (path, node) -> node + ":" + path);
    try {
      var process = builder.start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ran(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(
          command[0] + " cannot be run; tests need bash, curl, Python 3.11 with venv, Node.js", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String nodeFolder() {
    try {
      var process =
          new ProcessBuilder("sh", Checkout.root().resolve(".mvn/find-node.sh").toString()).start();
      var found = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? found.strip() : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void mark(Path folder) {
    try {
      Files.writeString(folder.resolve("complete"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(Path file) {
    try {
      return Hashing.sha256().hashBytes(Files.readAllBytes(file)).toString().substring(0, 12);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
