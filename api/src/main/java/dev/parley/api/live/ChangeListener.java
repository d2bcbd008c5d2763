package dev.parley.api.live;

import dev.parley.store.ChangeNotifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.PGConnection;

/** Listens on a database connection for notifications that something has changed. */
final class ChangeListener {
  private ChangeListener() {}

  /** Starts listening for notifications on a dedicated connection. */
  static void listen(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("listen " + ChangeNotifier.CHANNEL);
    }
  }

  /** Waits for a notification up to a maximum time; returns true if one arrived. */
  static boolean hear(Connection connection, Duration atMost) throws SQLException {
    var heard = connection.unwrap(PGConnection.class).getNotifications((int) atMost.toMillis());
    return heard != null && heard.length > 0;
  }

  /** Stops listening, so that the connection can be used for anything again. */
  static void leave(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("unlisten *");
    }
  }
}
