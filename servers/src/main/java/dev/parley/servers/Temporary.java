package dev.parley.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/**
 * A server for the length of a test or of a build step: on a free port, with nothing in it, gone
 * with all it wrote when closed, also when this process is asked to end before that.
 *
 * @param <S> the kind of server
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

  /** A PostgreSQL that does not wait for the disk. */
  public static Temporary<EmbeddedDatabase> database() {
    return in("parley-postgres", EmbeddedDatabase::thrownAway);
  }

  /** A Temporal server with the namespace {@code default}. */
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

  /** What is running. */
  public S server() {
    return server;
  }

  /** The process, to be paused or killed by tests that do such things. */
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
