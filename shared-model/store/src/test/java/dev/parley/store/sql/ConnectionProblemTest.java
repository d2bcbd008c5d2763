package dev.parley.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;

class ConnectionProblemTest {
  private static final String URL = "jdbc:postgresql://db.example.com/parley?password=hush";

  @Test
  void theServersOwnWordIsWhatCounts() {
    var server = new SQLException("FATAL: password authentication failed", "28P01");
    var pool = new SQLTransientConnectionException("timed out after 2000ms", "08006", server);

    assertThat(said(new IllegalStateException(pool)))
        .isEqualTo(
            "PostgreSQL at jdbc:postgresql://db.example.com/parley rejects the user \"parley\""
                + ": wrong password, or not allowed (SQLSTATE 28P01)");
  }

  @Test
  void anOldServerAndAPoolerInBetweenAreNamed() {
    assertThat(said(new SQLException("unrecognized parameter \"transaction_timeout\"", "42704")))
        .contains("older than 17");
    assertThat(said(new SQLException("unsupported startup parameter: options", "08P01")))
        .contains("PgBouncer");
  }

  @Test
  void theRestIsNotAnsweredOrNotAboutConnecting() {
    assertThat(said(new SQLException("refused", "08001"))).contains("does not respond");
    assertThat(said(new SQLException("starting up", "57P03"))).contains("does not respond");
    assertThat(ConnectionProblem.of(new SQLException("no column", "42703"), URL, "parley"))
        .isEmpty();
    assertThat(ConnectionProblem.of(new SQLException("no type", "42704"), URL, "parley")).isEmpty();
    assertThat(ConnectionProblem.of(new IllegalStateException(), URL, "parley")).isEmpty();
  }

  private static String said(Throwable thrown) {
    return ConnectionProblem.of(thrown, URL, "parley").orElseThrow();
  }
}
