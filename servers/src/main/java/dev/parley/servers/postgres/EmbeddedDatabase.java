package dev.parley.servers.postgres;

import dev.parley.servers.process.Cache;
import dev.parley.servers.process.CannotStartException;
import dev.parley.servers.process.Ports;
import dev.parley.servers.process.Progress;
import dev.parley.servers.process.Server;
import dev.parley.servers.process.ServerProcess;
import dev.parley.servers.process.Signal;
import dev.parley.servers.process.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * PostgreSQL as a process of this machine, for the local stack and for tests. It listens on the
 * loopback address only and requires its password there too, since other users of the machine can
 * reach the port.
 */
public final class EmbeddedDatabase implements Server {
  private static final String USER = "parley";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  // A small machine runs all of Parley at once, and a single workspace's database is small.
  private static final List<String> SMALL =
      List.of(
          "shared_buffers=64MB",
          "max_connections=80",
          "max_wal_size=256MB",
          "min_wal_size=32MB",
          "maintenance_work_mem=32MB",
          "io_method=sync",
          "max_parallel_workers=2",
          // The details of an error quote values, and logs must not contain customer data.
          "log_error_verbosity=terse",
          "jit=off");

  private final Path data;
  private final Path log;
  private final int port;
  private final String password;
  private final List<String> settings;
  private final Optional<ServiceRole> owner;
  private final Progress progress;

  private EmbeddedDatabase(
      Path data,
      Path log,
      int port,
      String password,
      List<String> settings,
      Optional<ServiceRole> owner,
      Progress progress) {
    this.data = data.toAbsolutePath();
    this.log = log;
    this.port = port;
    this.password = password;
    this.settings = settings;
    this.owner = owner;
    this.progress = progress;
  }

  /**
   * Returns a database that outlives its process.
   *
   * @param data created if it does not exist; the password given at that time is kept
   */
  public static EmbeddedDatabase keptIn(
      Path data, Path log, int port, String password, Progress progress) {
    return new EmbeddedDatabase(data, log, port, password, SMALL, Optional.empty(), progress);
  }

  /**
   * Returns a database for a test: it does not wait for the disk, so a power failure would lose it,
   * and it has connections for several pools.
   */
  public static EmbeddedDatabase thrownAway(Path folder) {
    var settings = new ArrayList<>(SMALL);
    settings.addAll(List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"));
    settings.add("max_connections=200");
    return new EmbeddedDatabase(
        folder.resolve("data"),
        folder.resolve("postgres.log"),
        Ports.free(),
        "temporary",
        settings,
        Optional.empty(),
        Progress.SILENT);
  }

  /**
   * Returns the database with additional settings, which take precedence.
   *
   * @param more each as {@code name=value}
   */
  public EmbeddedDatabase with(List<String> more) {
    var all = new ArrayList<>(settings);
    all.addAll(more);
    return new EmbeddedDatabase(data, log, port, password, all, owner, progress);
  }

  /** Returns the database, which belongs to this role once it responds. */
  public EmbeddedDatabase ownedBy(ServiceRole role) {
    return new EmbeddedDatabase(data, log, port, password, settings, Optional.of(role), progress);
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  /** Returns its port. */
  public int port() {
    return port;
  }

  /** Returns the URL for a JDBC driver; user and password are passed separately. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, USER);
  }

  /** Returns a superuser, with which no service connects. */
  public String user() {
    return USER;
  }

  /** Returns the password of {@link #user()}. */
  public String password() {
    return password;
  }

  @Override
  public Supplier<ServerProcess> prepare() {
    var binaries = PostgresBinaries.unpacked(Cache.ofUser(System.getenv()), progress);
    var account = PostgresAccount.of(binaries.program("postgres"), data);
    try {
      if (!Files.exists(data)) {
        progress.say("PostgreSQL: preparing " + data);
        new PostgresData(data).create(binaries, account, USER, password);
      } else {
        new PostgresData(data).requireVersion(binaries.major());
      }
      account.own(data);
      PostmasterFile.in(data).endWhatIsLeft();
    } catch (IOException e) {
      throw new CannotStartException("PostgreSQL's data in " + data + " cannot be opened.", e);
    }
    var command = new ArrayList<String>();
    command.add(binaries.program("postgres").toString());
    command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    command.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
    settings.forEach(setting -> command.addAll(List.of("-c", setting)));
    return () ->
        ServerProcess.start(
            name(), account.via(), command, Map.of("TZ", "UTC"), log, Signal.INTERRUPT);
  }

  @Override
  public void awaitReady(ServerProcess process) {
    Waiting.until(
        process, PATIENCE, () -> PostmasterFile.in(data).saysReady(process.handle().pid()));
    owner.ifPresent(role -> role.own(this, data));
  }
}
