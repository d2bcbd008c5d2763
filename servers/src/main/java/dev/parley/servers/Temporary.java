package dev.parley.servers;

import dev.parley.servers.postgres.EmbeddedDatabase;
import dev.parley.servers.process.Archives;
import dev.parley.servers.process.OnShutdown;
import dev.parley.servers.process.Ports;
import dev.parley.servers.process.Progress;
import dev.parley.servers.process.Server;
import dev.parley.servers.process.ServerProcess;
import dev.parley.servers.temporal.TemporalServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/**
 * A server for the duration of a test or build step: on a free port and initially empty. Closing it
 * deletes all its data, as does a request to end this process before that.
 *
 * @param <S> the type of server
 */
public final class Temporary<S extends Server> implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final S server;
  private final ServerProcess process;
  private final Path folder;
  private final OnShutdown onShutdown;

  private Temporary(S server, Path folder) {
    this.server = server;
    this.folder = folder;
    this.process = server.prepare().get();
    this.onShutdown = new OnShutdown(this::end);
    try {
      server.awaitReady(process);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Starts a PostgreSQL that does not wait for the disk. */
  public static Temporary<EmbeddedDatabase> database() {
    return in("parley-postgres", EmbeddedDatabase::thrownAway);
  }

  /** Starts a Temporal server with the namespace {@code default}. */
  public static Temporary<TemporalServer> temporal() {
    return in(
        "parley-temporal",
        folder ->
            new TemporalServer(
                folder.resolve("temporal.db"),
                folder.resolve("temporal.log"),
                Ports.free(),
                Ports.free(),
                "default",
                Progress.SILENT));
  }

  private static <S extends Server> Temporary<S> in(String prefix, Function<Path, S> server) {
    try {
      var folder = Files.createTempDirectory(prefix);
      return new Temporary<>(server.apply(folder), folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the server. */
  public S server() {
    return server;
  }

  /** Returns the process, for tests that pause or kill it. */
  public ServerProcess process() {
    return process;
  }

  @Override
  public void close() {
    onShutdown.close();
    end();
  }

  private void end() {
    process.stop(PATIENCE);
    try {
      Archives.deleteTree(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be removed".formatted(folder), e);
    }
  }
}
