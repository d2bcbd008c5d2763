package dev.parley.local;

import dev.parley.servers.postgres.EmbeddedDatabase;
import dev.parley.servers.postgres.ServiceRole;
import dev.parley.servers.process.CannotStartException;
import dev.parley.servers.process.Progress;
import dev.parley.servers.process.Server;
import dev.parley.servers.process.ServerProcess;
import dev.parley.servers.temporal.TemporalOnPostgres;
import dev.parley.servers.temporal.TemporalServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * PostgreSQL, Temporal, api and worker as processes of this machine, managed together or one by
 * one: {@code ./start} runs it, and tests start, kill, pause and restart its parts.
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

  /** Receives notifications about the processes, on any thread. */
  interface Watcher extends Progress {
    /** Called when a part responds. */
    void ready(Part part);

    /** Called when a process has ended without being stopped. */
    void endedUnexpectedly(Part part, ServerProcess process);
  }

  /**
   * Creates a stack.
   *
   * @param root of the checkout, where the services were built
   * @param extra environment of the services; overrides what this class sets
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
    var jars = new Jars(root, home, settings.dev());
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
                watcher)
            .ownedBy(new ServiceRole(home.servicePassword()));
    return settings.temporalOnPostgres()
        ? database.with(TemporalOnPostgres.databaseSettings())
        : database;
  }

  /**
   * Creates a stack with its own home and ports, not started yet. Closing it removes its data; its
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

  /** Starts all parts that are not running and returns when all of them respond. */
  public void start() {
    if (settings.temporalOnPostgres()) {
      start(Part.DATABASE);
    }
    together(Part.DATABASE, Part.TEMPORAL);
    // One api migrates the database; a second would only wait for the first.
    together(Part.API, Part.WORKER);
    together(Part.SECOND_API, Part.SECOND_WORKER);
  }

  private void together(Part... parts) {
    Concurrently.run(
        Stream.of(parts)
            .filter(servers::containsKey)
            .map(part -> (Runnable) () -> start(part))
            .toList());
  }

  /** Starts one part, unless it is running, and returns when it responds. */
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

  /** Stops one part gracefully, and kills it if that takes too long. */
  public void stop(Part part) {
    expectEnd(part)
        .ifPresent(process -> {
          process.stop(part.patience());
          forget(part, process);
        });
  }

  /** Kills one part, like {@code kill -9}. */
  public void kill(Part part) {
    expectEnd(part)
        .ifPresent(process -> {
          process.kill();
          forget(part, process);
        });
  }

  /** Freezes one part: connections stay open and nothing responds. */
  public void pause(Part part) {
    process(part).ifPresent(ServerProcess::pause);
  }

  /** Ends a pause. */
  public void resume(Part part) {
    process(part).ifPresent(ServerProcess::resume);
  }

  /** Returns the process of one part, if it is running. */
  public synchronized Optional<ServerProcess> process(Part part) {
    return Optional.ofNullable(running.get(part)).filter(ServerProcess::isAlive);
  }

  /**
   * Stops all parts in an order that loses nothing: the services that accept work first, the
   * databases last.
   */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    List.of(Part.values()).reversed().forEach(this::stop);
    afterwards.run();
  }

  /** Deletes all of Temporal's data, as losing its disk would. Only allowed while it is stopped. */
  public void loseTemporalData() {
    if (process(Part.TEMPORAL).isPresent()) {
      throw new IllegalStateException("Temporal runs (expected: stopped)");
    }
    home.removeTemporalDatabase();
  }

  /** Returns the data folder, for tests that replace it with older data while nothing runs. */
  Home home() {
    return home;
  }

  /** Returns true after {@link #close}; nothing starts any more. */
  synchronized boolean isClosed() {
    return closed;
  }

  /** Returns the address of the HTTP service. */
  public URI api() {
    return settings.at(settings.port());
  }

  /** Returns the address of the second HTTP service, if there is one. */
  public Optional<URI> secondApi() {
    return settings.second().map(more -> settings.at(more.port()));
  }

  /** Returns the address of the worker's health and metrics. */
  public URI worker() {
    return settings.at(settings.workerPort());
  }

  /** Returns a client with the administrator's key. The caller closes it. */
  public Api client() {
    return new Api(api(), adminKey());
  }

  /** Returns the administrator's key. */
  public String adminKey() {
    return home.apiKey();
  }

  /** Returns the database, for tests that bypass the services. */
  public EmbeddedDatabase database() {
    return database;
  }

  /** Returns the address for a Temporal client. */
  public String temporalAddress() {
    return temporalAddress;
  }

  /** Returns the namespace of the executions. */
  public String temporalNamespace() {
    return settings.namespace();
  }

  /** Returns the address of Temporal's Web UI, if known. */
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

  /** Returns true if the part was ready, so that its end is unexpected. */
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

  /** A watcher for tests, which inspect the processes themselves. */
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
