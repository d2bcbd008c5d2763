package dev.parley.servers.postgres;

import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import dev.parley.servers.process.CannotStartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The role with which services connect. It owns the database, and is no superuser.
 *
 * @param password of letters, digits, hyphens and underscores
 */
public record ServiceRole(String password) {
  /** The name of the role. */
  public static final String NAME = "parley_service";

  private static final String MARK = "parley-owner.sha256";

  /** Checks the password, which becomes part of a statement. */
  public ServiceRole {
    if (!password.matches("[\\w-]+")) {
      throw new IllegalArgumentException(
          "password (expected: letters, digits, hyphens and underscores)");
    }
  }

  /**
   * Gives the database to the role, with what an earlier version made as a superuser. Does nothing
   * if that was done before, as a file in the data folder says.
   *
   * @param database which runs
   */
  void own(EmbeddedDatabase database, Path data) {
    try {
      var sql = Resources.toString(Resources.getResource("owner.sql"), StandardCharsets.UTF_8);
      var mark = data.resolve(MARK);
      var done = Hashing.sha256().hashString(sql + password, StandardCharsets.UTF_8).toString();
      if (Files.exists(mark) && Files.readString(mark).equals(done)) {
        return;
      }
      run(database, sql);
      Files.writeString(mark, done);
    } catch (IOException | SQLException e) {
      throw new CannotStartException("The role of the services cannot be created.", e);
    }
  }

  private void run(EmbeddedDatabase database, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set local parley.owner = '" + NAME + "'");
      statement.execute(sql);
      statement.execute("alter role " + NAME + " password '" + password + "'");
      connection.commit();
    }
  }
}
