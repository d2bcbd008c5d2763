package dev.parley.servers.temporal;

import dev.parley.servers.process.Ownership;
import dev.parley.servers.process.Ports;
import dev.parley.servers.process.Progress;
import dev.parley.servers.process.Server;
import dev.parley.servers.process.ServerProcess;
import dev.parley.servers.process.Signal;
import dev.parley.servers.process.Waiting;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
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
  private static final List<String> DYNAMIC =
      List.of(
          // By default, the single shard of this server waits 50 ms between any two tasks.
          "history.transferProcessorMaxPollRPS=2000",
          "history.timerProcessorMaxPollRPS=2000",
          // Its HTTP interface, which nothing here uses, would answer pages of any site.
          "frontend.httpAllowedHosts=[\"none.invalid\"]");

  /**
   * With SQLite's default settings, every commit waits for the disk twice, and a growing history
   * means more page reads per commit. A power failure may cost this file its last moments, but the
   * ledger has them: runs are rebuilt from it.
   */
  private static final List<String> PRAGMAS =
      List.of("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-131072");

  private final Path database;
  private final Path log;
  private final int port;
  private final int uiPort;
  private final String namespace;
  private final Progress progress;
  // The Web UI answers any host and asks for no sign-in, so its own address is not to be guessed.
  private final String hiddenIp = hiddenIp();
  private final int hiddenPort = Ports.free();
  private final int httpPort = Ports.free();

  /**
   * Creates the server.
   *
   * @param database its file, created if it does not exist
   * @param namespace created if it does not exist
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

  /** Returns the address for clients. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Returns the address of the Web UI. */
  public URI ui() {
    return URI.create("http://127.0.0.1:" + uiPort);
  }

  /** Returns the port of its HTTP interface, for tests. */
  int httpPort() {
    return httpPort;
  }

  /** Returns the namespace it has from the start. */
  public String namespace() {
    return namespace;
  }

  /** Returns the file with all its data. */
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
    command.addAll(List.of("--http-port", Integer.toString(httpPort)));
    command.addAll(List.of("--ui-ip", hiddenIp, "--ui-port", Integer.toString(hiddenPort)));
    if (!namespace.equals("default")) {
      command.addAll(List.of("--namespace", namespace));
    }
    command.addAll(List.of("--log-level", "warn"));
    DYNAMIC.forEach(value -> command.addAll(List.of("--dynamic-config-value", value)));
    return () ->
        ServerProcess.start(name(), List.of(), command, environment(), log, Signal.TERMINATE);
  }

  @Override
  public void awaitReady(ServerProcess process) {
    var hidden = URI.create("http://%s:%d".formatted(hiddenIp, hiddenPort));
    Waiting.untilOk(process, PATIENCE, hidden.resolve("/api/v1/namespaces/" + namespace));
    var proxy = LoopbackProxy.open(uiPort, hidden);
    var _ = process.ended().thenRun(proxy::close);
  }

  /** Any address that begins with 127 is this machine, but only Linux answers all of them. */
  private static String hiddenIp() {
    var random = new SecureRandom();
    return System.getProperty("os.name").equals("Linux")
        ? "127.%d.%d.%d"
            .formatted(1 + random.nextInt(254), random.nextInt(256), 1 + random.nextInt(254))
        : "127.0.0.1";
  }

  /** It refuses to start for a user without a name, as is common in containers. */
  private static Map<String, String> environment() {
    return System.getenv("USER") == null ? Map.of("USER", Ownership.myName()) : Map.of();
  }
}
