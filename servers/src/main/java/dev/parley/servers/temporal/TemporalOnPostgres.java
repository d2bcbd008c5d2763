package dev.parley.servers.temporal;

import dev.parley.servers.postgres.EmbeddedDatabase;
import dev.parley.servers.process.CannotStartException;
import dev.parley.servers.process.Ports;
import dev.parley.servers.process.Programs;
import dev.parley.servers.process.Progress;
import dev.parley.servers.process.Server;
import dev.parley.servers.process.ServerProcess;
import dev.parley.servers.process.Signal;
import dev.parley.servers.process.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The Temporal server as in a deployment, with its data in PostgreSQL, as one local process and
 * without the Web UI.
 */
public final class TemporalOnPostgres implements Server {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final EmbeddedDatabase database;
  private final Path folder;
  private final Path log;
  private final int port;
  private final int httpPort;
  private final String namespace;
  private final Progress progress;
  private Optional<FrontendSecurity> security = Optional.empty();

  /**
   * Creates the server.
   *
   * @param database must be running before this is prepared
   * @param folder of its configuration
   * @param port for clients
   * @param httpPort of its HTTP interface
   * @param namespace created if it does not exist
   */
  public TemporalOnPostgres(
      EmbeddedDatabase database,
      Path folder,
      Path log,
      int port,
      int httpPort,
      String namespace,
      Progress progress) {
    this.database = database;
    this.folder = folder.toAbsolutePath();
    this.log = log;
    this.port = port;
    this.httpPort = httpPort;
    this.namespace = namespace;
    this.progress = progress;
  }

  /** Has clients use TLS; to be called before it is prepared. */
  public TemporalOnPostgres with(FrontendSecurity secured) {
    security = Optional.of(secured);
    return this;
  }

  /**
   * Returns the PostgreSQL settings it needs: each of its four services has its own connections.
   */
  public static List<String> databaseSettings() {
    return List.of("max_connections=200");
  }

  @Override
  public String name() {
    return "Temporal";
  }

  /** Returns the address for clients. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public Supplier<ServerProcess> prepare() {
    var programs = TemporalPrograms.ofUser(progress).find();
    try {
      createSchema(programs.resolve("sql"));
      writeConfiguration();
      forgetMembers();
    } catch (IOException e) {
      throw new CannotStartException(
          "Temporal's configuration in %s cannot be written.".formatted(folder), e);
    } catch (SQLException e) {
      throw new CannotStartException("Temporal's tables cannot be read.", e);
    }
    var command =
        new ArrayList<>(
            List.of(
                programs.resolve("server").toString(),
                "--root",
                folder.toString(),
                "--config",
                "config",
                "--env",
                "local",
                "--allow-no-auth",
                "start"));
    security.ifPresent(_ -> command.addAll(FrontendSecurity.services()));
    return () -> ServerProcess.start(name(), List.of(), command, Map.of(), log, Signal.TERMINATE);
  }

  @Override
  public void awaitReady(ServerProcess process) {
    Waiting.until(process, PATIENCE, () -> Ports.isTaken(LOOPBACK, port));
    var temporal = TemporalBinary.find(progress).toString();
    Waiting.until(
        process, PATIENCE, () -> asked(temporal, "describe") || asked(temporal, "create"));
    if (security.isPresent()) {
      return;
    }
    Waiting.untilOk(
        process,
        PATIENCE,
        URI.create("http://127.0.0.1:%d/api/v1/namespaces/%s".formatted(httpPort, namespace)));
  }

  private boolean asked(String temporal, String verb) {
    var command =
        new ArrayList<>(
            List.of(
                temporal,
                "operator",
                "namespace",
                verb,
                "--namespace",
                namespace,
                "--address",
                address()));
    security.ifPresent(secured -> command.addAll(secured.asAdministrator()));
    return Programs.output(command).isPresent();
  }

  /** Creates both schemas once; a marker file in the folder, written last, records that. */
  private void createSchema(Path tool) throws IOException {
    var mark = folder.resolve("schema-" + TemporalPrograms.VERSION);
    if (Files.exists(mark)) {
      return;
    }
    progress.say("Temporal: creating its tables");
    Files.createDirectories(folder);
    for (var schema : List.of("temporal", "visibility")) {
      var name = schema.equals("temporal") ? "temporal" : "temporal_visibility";
      sql(tool, name, "drop-database", "--force");
      sql(tool, name, "create-database");
      sql(tool, name, "setup-schema", "--version", "0.0");
      sql(tool, name, "update-schema", "--schema-name", "postgresql/v12/" + schema);
    }
    Files.createFile(mark);
  }

  /**
   * Deletes the membership record of the previous process. The next one would believe that it is
   * still there, and report "not enough hosts to serve the request" for half a minute or more.
   */
  private void forgetMembers() throws SQLException {
    var url = "jdbc:postgresql://127.0.0.1:%d/temporal".formatted(database.port());
    try (var connection = DriverManager.getConnection(url, database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.executeUpdate("delete from cluster_membership");
    }
  }

  private void sql(Path tool, String name, String... command) throws IOException {
    var all =
        new ArrayList<>(
            List.of(
                tool.toString(),
                "--plugin",
                "postgres12",
                "--endpoint",
                "127.0.0.1",
                "--port",
                Integer.toString(database.port()),
                "--user",
                database.user(),
                "--database",
                name));
    all.addAll(List.of(command));
    var builder = new ProcessBuilder(all).redirectErrorStream(true);
    builder.environment().put("SQL_PASSWORD", database.password());
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0 && !command[0].equals("drop-database")) {
        throw new CannotStartException("Temporal's tables cannot be created:%n%s".formatted(said));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStartException("Interrupted while preparing Temporal.", e);
    }
  }

  private void writeConfiguration() throws IOException {
    var config = Files.createDirectories(folder.resolve("config"));
    var file = config.resolve("local.yaml");
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        TemporalConfiguration.of(
            database, port, httpPort, config.resolve("dynamic.yaml"), security));
    Files.writeString(config.resolve("dynamic.yaml"), TemporalConfiguration.dynamic(httpPort));
  }
}
