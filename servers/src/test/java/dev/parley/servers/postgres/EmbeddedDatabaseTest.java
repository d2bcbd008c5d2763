package dev.parley.servers.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.servers.process.CannotStartException;
import dev.parley.servers.process.Ownership;
import dev.parley.servers.process.Ports;
import dev.parley.servers.process.Progress;
import dev.parley.servers.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
  private static final String PASSWORD = "secret";

  @TempDir private Path folder;
  private final int port = Ports.free();
  private final List<ServerProcess> started = new ArrayList<>();

  @AfterEach
  void stopAll() {
    started.forEach(process -> process.stop(Duration.ofSeconds(10)));
  }

  @Test
  void dataSurvivesTheProcess() throws SQLException {
    var process = start();
    execute("create table note (text text)");
    execute("insert into note values ('still here')");

    process.stop(Duration.ofSeconds(10));
    start();

    assertThat(read("select text from note")).isEqualTo("still here");
  }

  @Test
  void dataSurvivesAKillAtAnyMoment() throws SQLException {
    var process = start();
    execute("create table note as select 'still here' as text");

    process.kill();
    start();

    assertThat(read("select text from note")).isEqualTo("still here");
  }

  @Test
  void itAsksForThePasswordOnTheLoopbackAddressToo() {
    start();

    assertThatThrownBy(() -> connect("guess").close()).hasMessageContaining("password");
  }

  @Test
  void aServerWhoseStarterWasKilledIsEndedAndReplaced() throws SQLException {
    var left = start();

    start();

    assertThat(left.isAlive()).isFalse();
    assertThat(read("select 'answers'")).isEqualTo("answers");
  }

  @Test
  void aProcessIdThatBelongsToSomethingElseByNowDoesNotKeepItFromStarting()
      throws SQLException, IOException {
    var process = start();
    var file = folder.resolve("data/postmaster.pid");
    var lines = new ArrayList<>(Files.readAllLines(file));
    process.stop(Duration.ofSeconds(10));
    lines.set(0, Long.toString(ProcessHandle.current().pid()));
    Files.write(file, lines);

    start();

    assertThat(read("select 'answers'")).isEqualTo("answers");
  }

  @Test
  void dataOfAnotherVersionIsRefusedByName() throws IOException {
    start().stop(Duration.ofSeconds(10));
    Files.writeString(folder.resolve("data/PG_VERSION"), "9.6");

    assertThatThrownBy(this::start)
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("created by PostgreSQL 9.6")
        .hasMessageContaining(folder.toString());
  }

  @Test
  void rootOpensDataThatAnotherUserOwnsAsThatUser() throws SQLException, IOException {
    assumeTrue(Ownership.me() == 0, "only root can give files away");
    start().stop(Duration.ofSeconds(10));
    try (var paths = Files.walk(folder.resolve("data"))) {
      for (var path : paths.toList()) {
        Files.setAttribute(path, "unix:uid", 65_534);
      }
    }

    var process = start();

    assertThat(process.handle().info().user()).isNotEqualTo(ProcessHandle.current().info().user());
    assertThat(read("select 'answers'")).isEqualTo("answers");
  }

  @Test
  void aPortThatIsTakenShowsInTheEndOfTheLog() {
    var other =
        EmbeddedDatabase.keptIn(
            folder.resolve("other"), folder.resolve("log"), port, PASSWORD, Progress.SILENT);
    start();

    assertThatThrownBy(() -> other.awaitReady(other.prepare().get()))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("Address already in use");
  }

  private ServerProcess start() {
    var database =
        EmbeddedDatabase.keptIn(
            folder.resolve("data"), folder.resolve("log"), port, PASSWORD, Progress.SILENT);
    var process = database.prepare().get();
    started.add(process);
    database.awaitReady(process);
    return process;
  }

  private Connection connect(String password) throws SQLException {
    var url = "jdbc:postgresql://127.0.0.1:%d/parley".formatted(port);
    return DriverManager.getConnection(url, "parley", password);
  }

  private void execute(String sql) throws SQLException {
    try (var connection = connect(PASSWORD);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String read(String sql) throws SQLException {
    try (var connection = connect(PASSWORD);
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
