package dev.parley.servers;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Temporal's development server with its Web UI, as a process of this machine. It is the real
 * server in one process, with its data in one file.
 */
public final class TemporalServer implements Server {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  // The stock value makes the one shard of this server wait 50 ms between any two tasks.
  private static final List<String> WITHOUT_WAITING =
      List.of("history.transferProcessorMaxPollRPS=2000", "history.timerProcessorMaxPollRPS=2000");

  /**
   * With SQLite's stock settings every commit waits for the disk twice, and the more history there
   * is, the more pages are read again for each. What a power cut may take from this file, the last
   * moments, the ledger has: runs are rebuilt from it.
   */
  private static final List<String> PRAGMAS =
      List.of("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-131072");

  private final Path database;
  private final Path log;
  private final int port;
  private final int uiPort;
  private final String namespace;
  private final Progress progress;

  /**
   * @param database its file, made when it does not exist
   * @param namespace made when it does not exist
   */
  public TemporalServer(
      Path database, Path log, int port, int uiPort, String namespace, Progress progress) {
    this.database = database.toAbsolutePath();
    this.log = log;
    this.port = port;
    this.uiPort = uiPort;
    this.namespace = namespace;
    this.progress = progress;
  }

  @Override
  public String name() {
    return "Temporal";
  }

  /** For a client. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Of the Web UI. */
  public URI ui() {
    return URI.create("http://127.0.0.1:" + uiPort);
  }

  /** The namespace it has from the start. */
  public String namespace() {
    return namespace;
  }

  /** The file that holds all it knows. */
  public Path database() {
    return database;
  }

  @Override
  public Supplier<ServerProcess> prepare() {
    var command = new ArrayList<String>();
    command.add(TemporalBinary.find(progress).toString());
    command.addAll(List.of("server", "start-dev", "--db-filename", database.toString()));
    PRAGMAS.forEach(pragma -> command.addAll(List.of("--sqlite-pragma", pragma)));
    command.addAll(List.of("--ip", "127.0.0.1", "--port", Integer.toString(port)));
    command.addAll(List.of("--ui-port", Integer.toString(uiPort)));
    if (!namespace.equals("default")) {
      command.addAll(List.of("--namespace", namespace));
    }
    command.addAll(List.of("--log-level", "warn"));
    WITHOUT_WAITING.forEach(value -> command.addAll(List.of("--dynamic-config-value", value)));
    return () ->
        ServerProcess.start(name(), List.of(), command, environment(), log, Signal.TERMINATE);
  }

  @Override
  public void awaitReady(ServerProcess process) {
    Waiting.untilOk(process, PATIENCE, ui().resolve("/api/v1/namespaces/" + namespace));
  }

  /** It refuses to start for a user it can find no name of, as containers like to have. */
  private static Map<String, String> environment() {
    return System.getenv("USER") == null ? Map.of("USER", Ownership.myName()) : Map.of();
  }
}
