package dev.parley.local;

import dev.parley.servers.CannotStartException;
import dev.parley.servers.EmbeddedDatabase;
import dev.parley.servers.Progress;
import dev.parley.servers.Server;
import dev.parley.servers.ServerProcess;
import dev.parley.servers.TemporalOnPostgres;
import dev.parley.servers.TemporalServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * PostgreSQL, Temporal, api and worker as processes of this machine, together and each by itself:
 * what {@code ./start} runs, and what tests start, kill, pause and start again.
 */
public final class Stack implements AutoCloseable {
  private final Home home;
  private final Settings settings;
  private final EmbeddedDatabase database;
  private final String temporalAddress;
  private final Optional<URI> temporalUi;
  private final Map<Part, Server> servers = new EnumMap<>(Part.class);
  private final Map<Part, ServerProcess> running = new EnumMap<>(Part.class);
  private final Map<Part, ServerProcess> ready = new EnumMap<>(Part.class);
  private final Watcher watcher;
  private boolean closed;
  private Runnable afterwards = () -> {};

  /** Is told what happens to the processes, on any thread. */
  interface Watcher extends Progress {
    /** A part answers. */
    void ready(Part part);

    /** A process has ended that nobody stopped. */
    void endedUnexpectedly(Part part, ServerProcess process);
  }

  /**
   * @param root of the checkout, where the services were built
   * @param extra environment of the services, stronger than what this class gives them
   */
  Stack(Home home, Settings settings, Path root, Map<String, String> extra, Watcher watcher) {
    this.home = home;
    this.settings = settings;
    this.watcher = watcher;
    this.database = database(home, settings, watcher);
    if (settings.temporalAddress().isPresent()) {
      temporalAddress = settings.temporalAddress().get();
      temporalUi = settings.temporalUi();
    } else if (settings.temporalOnPostgres()) {
      var server =
          new TemporalOnPostgres(
              database,
              home.temporalConfiguration(),
              home.log(Part.TEMPORAL),
              settings.temporalPort(),
              settings.temporalUiPort(),
              settings.namespace(),
              watcher);
      servers.put(Part.TEMPORAL, server);
      temporalAddress = server.address();
      temporalUi = settings.temporalUi();
    } else {
      var server =
          new TemporalServer(
              home.temporalDatabase(),
              home.log(Part.TEMPORAL),
              settings.temporalPort(),
              settings.temporalUiPort(),
              settings.namespace(),
              watcher);
      servers.put(Part.TEMPORAL, server);
      temporalAddress = server.address();
      temporalUi = Optional.of(server.ui());
    }
    // The api reads the key once, when it starts.
    home.apiKey();
    servers.put(Part.DATABASE, database);
    var jars = new Jars(root, home);
    var environment = new ServiceEnvironment(home, settings, this);
    var first = environment.with(settings.port(), settings.workerPort(), extra);
    servers.put(Part.API, jars.api(Part.API, api(), first));
    servers.put(Part.WORKER, jars.worker(Part.WORKER, worker(), first));
    settings
        .second()
        .ifPresent(more -> {
          var second = environment.with(more.port(), more.workerPort(), extra);
          servers.put(Part.SECOND_API, jars.api(Part.SECOND_API, settings.at(more.port()), second));
          servers.put(
              Part.SECOND_WORKER,
              jars.worker(Part.SECOND_WORKER, settings.at(more.workerPort()), second));
        });
  }

  private static EmbeddedDatabase database(Home home, Settings settings, Watcher watcher) {
    var database =
        EmbeddedDatabase.keptIn(
            home.database(),
            home.log(Part.DATABASE),
            settings.databasePort(),
            home.databasePassword(),
            watcher);
    return settings.temporalOnPostgres()
        ? database.with(TemporalOnPostgres.databaseSettings())
        : database;
  }

  /**
   * A stack with a home and ports of its own, not started yet. Closing it removes its data; its
   * logs stay below {@code local/target}.
   *
   * @param extra environment of the services
   */
  public static Stack temporary(Topology topology, Map<String, String> extra) {
    var root = Checkout.root();
    var home = Home.temporary(root.resolve("local/target/stacks"));
    var stack = new Stack(home, Settings.onFreePorts(topology), root, extra, new Silent());
    stack.afterwards = home::wipeAllButLogs;
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-stack"));
    return stack;
  }

  /** Starts all that is not running and returns when all of it answers. */
  public void start() {
    if (settings.temporalOnPostgres()) {
      start(Part.DATABASE);
    }
    together(Part.DATABASE, Part.TEMPORAL);
    // One api makes the tables; were there two, the second would only wait for the first.
    together(Part.API, Part.WORKER);
    together(Part.SECOND_API, Part.SECOND_WORKER);
  }

  private void together(Part... parts) {
    Together.run(
        Stream.of(parts)
            .filter(servers::containsKey)
            .map(part -> (Runnable) () -> start(part))
            .toList());
  }

  /** Starts one part, unless it runs, and returns when it answers. */
  public void start(Part part) {
    var server = Optional.ofNullable(servers.get(part)).orElseThrow(() -> notOurs(part));
    if (process(part).isPresent()) {
      return;
    }
    var launch = server.prepare();
    ServerProcess process;
    synchronized (this) {
      if (closed) {
        throw new CannotStartException("Stopped while starting.");
      }
      process = launch.get();
      running.put(part, process);
      writeDown();
    }
    Thread.ofVirtual().start(() -> watch(part, process));
    server.awaitReady(process);
    synchronized (this) {
      ready.put(part, process);
    }
    watcher.ready(part);
  }

  /** Asks one part to end and waits; kills it when it takes too long. */
  public void stop(Part part) {
    expectEnd(part)
        .ifPresent(process -> {
          process.stop(part.patience());
          forget(part, process);
        });
  }

  /** Ends one part as {@code kill -9} does. */
  public void kill(Part part) {
    expectEnd(part)
        .ifPresent(process -> {
          process.kill();
          forget(part, process);
        });
  }

  /** Freezes one part: connections stay open and nothing answers. */
  public void pause(Part part) {
    process(part).ifPresent(ServerProcess::pause);
  }

  /** Ends a pause. */
  public void resume(Part part) {
    process(part).ifPresent(ServerProcess::resume);
  }

  /** The process of one part, while it runs. */
  public synchronized Optional<ServerProcess> process(Part part) {
    return Optional.ofNullable(running.get(part)).filter(ServerProcess::isAlive);
  }

  /** Stops all that runs, in the order that loses nothing: first who takes work, last the data. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    List.of(Part.values()).reversed().forEach(this::stop);
    afterwards.run();
  }

  /** Removes all that Temporal knows, as losing its disk would. Only while it does not run. */
  public void loseTemporalData() {
    if (process(Part.TEMPORAL).isPresent()) {
      throw new IllegalStateException("Temporal runs (expected: stopped)");
    }
    home.removeTemporalDatabase();
  }

  /** Where its data is, for tests that put older data in its place while nothing runs. */
  Home home() {
    return home;
  }

  /** Whether {@link #close} was called; nothing starts any more. */
  synchronized boolean isClosed() {
    return closed;
  }

  /** Of the HTTP service. */
  public URI api() {
    return settings.at(settings.port());
  }

  /** Of the second HTTP service, where there are two. */
  public Optional<URI> secondApi() {
    return settings.second().map(more -> settings.at(more.port()));
  }

  /** Of the worker's health and metrics. */
  public URI worker() {
    return settings.at(settings.workerPort());
  }

  /** The HTTP API with a key that may do everything. To be closed by the caller. */
  public Api client() {
    return new Api(api(), adminKey());
  }

  /** A key that may do everything. */
  public String adminKey() {
    return home.apiKey();
  }

  /** The database itself, for tests that look behind the services. */
  public EmbeddedDatabase database() {
    return database;
  }

  /** For a Temporal client. */
  public String temporalAddress() {
    return temporalAddress;
  }

  /** The namespace of the executions. */
  public String temporalNamespace() {
    return settings.namespace();
  }

  /** Of Temporal's Web UI, where it is known. */
  public Optional<URI> temporalUi() {
    return temporalUi;
  }

  private synchronized Optional<ServerProcess> expectEnd(Part part) {
    ready.remove(part);
    return process(part);
  }

  private void watch(Part part, ServerProcess process) {
    process.ended().join();
    if (forget(part, process)) {
      watcher.endedUnexpectedly(part, process);
    }
  }

  /** Whether it was ready, and so nobody expected it to end. */
  private synchronized boolean forget(Part part, ServerProcess process) {
    if (running.remove(part, process)) {
      writeDown();
    }
    return ready.remove(part, process);
  }

  private void writeDown() {
    new Processes(home.processes())
        .write(
            running.entrySet().stream()
                .map(entry -> Running.of(entry.getKey(), entry.getValue()))
                .toList());
  }

  /** For tests, which look at the processes themselves. */
  private static final class Silent implements Watcher {
    @Override
    public void say(String line) {}

    @Override
    public void ready(Part part) {}

    @Override
    public void endedUnexpectedly(Part part, ServerProcess process) {}
  }

  private CannotStartException notOurs(Part part) {
    return new CannotStartException(
        "%s is not started here: TEMPORAL_ADDRESS says where one runs.".formatted(part.title()));
  }
}
