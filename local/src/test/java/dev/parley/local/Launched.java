package dev.parley.local;

import dev.parley.servers.process.Ports;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * A command of the project as a user runs it: the script, the launcher's jar and its libraries,
 * without the tests' class path.
 */
final class Launched implements AutoCloseable {
  private static final Path ROOT = Checkout.root();
  private static final long PATIENCE_SECONDS = 90;

  private final Home home = Home.temporary(ROOT.resolve("local/target/stacks"));
  private final int port = Ports.free();
  private final int workerPort = Ports.free();
  private final Queue<String> said = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Boolean> welcomed = new CompletableFuture<>();
  private final Process process;
  private final Thread reader;

  /** Starts the last build without waiting for it. */
  Launched(String script, Map<String, String> environment) {
    var builder =
        new ProcessBuilder("sh", script, "--no-build")
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"));
    // The developer may run a stack of their own.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("PARLEY_") || name.startsWith("TEMPORAL_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "PARLEY_HOME", home.directory().toString(),
                "PARLEY_PORT", Integer.toString(port),
                "PARLEY_WORKER_PORT", Integer.toString(workerPort),
                "PARLEY_PORT_2", Integer.toString(Ports.free()),
                "PARLEY_WORKER_PORT_2", Integer.toString(Ports.free()),
                "PARLEY_DB_PORT", Integer.toString(Ports.free()),
                "PARLEY_TEMPORAL_PORT", Integer.toString(Ports.free()),
                "PARLEY_TEMPORAL_UI_PORT", Integer.toString(Ports.free())));
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reader = Thread.ofVirtual().start(this::read);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
  }

  /**
   * Waits for the last line of the welcome message; fails with the output if the process ends
   * before.
   */
  Launched awaitWelcome() {
    if (!welcomed.join()) {
      throw new AssertionError("ended with " + status() + ":\n" + said());
    }
    return this;
  }

  /** Returns the output so far. */
  String said() {
    return String.join("\n", said);
  }

  /** Waits for the end and returns the exit status. */
  int status() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("still runs:\n" + said());
      }
      reader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns the recorded processes that it has started. */
  List<Running> running() {
    return new Processes(home.processes()).read();
  }

  URI api() {
    return URI.create("http://127.0.0.1:" + port);
  }

  URI worker() {
    return URI.create("http://127.0.0.1:" + workerPort);
  }

  /** Returns a client, which the caller closes. */
  Api client() {
    return new Api(api(), home.apiKey());
  }

  /** Interrupts it, like Ctrl-C. */
  void interrupt() {
    // Not process.destroy(), which also stops reading the output.
    process.toHandle().destroy();
  }

  private void read() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        if (line.equals("Ctrl-C stops everything.")) {
          welcomed.complete(true);
        }
      }
    } catch (IOException e) {
      said.add(e.toString());
    }
    welcomed.complete(false);
  }

  @Override
  public void close() {
    interrupt();
    var _ = status();
    home.wipeAllButLogs();
  }
}
