package dev.parley.store.sql;

import com.google.common.base.Throwables;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Explains why PostgreSQL cannot be used, in a sentence for the person who configured the
 * connection.
 */
public final class ConnectionProblem {
  private ConnectionProblem() {}

  /**
   * Returns the sentence for an exception thrown while getting a connection; empty if it has
   * another cause.
   *
   * @param url of the driver; it is quoted without its parameters, which may contain a password
   */
  public static Optional<String> of(Throwable thrown, String url, String user) {
    var address = url.replaceFirst("\\?.*$", "");
    return Throwables.getCausalChain(thrown).stream()
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .filter(e -> e.getSQLState() != null)
        // The deepest cause comes from the server; the pool's only says that it timed out.
        .reduce((_, deeper) -> deeper)
        .flatMap(e -> sentence(e, address, user));
  }

  private static Optional<String> sentence(SQLException e, String address, String user) {
    var state = e.getSQLState();
    var text =
        switch (state) {
          case "28P01", "28000" ->
              "PostgreSQL at %s rejects the user \"%s\": wrong password, or not allowed"
                  .formatted(address, user);
          case "3D000" -> "PostgreSQL at %s has no such database".formatted(address);
          // A parameter that older servers do not know; its name is part of the message in every
          // language.
          case "42704" ->
              String.valueOf(e.getMessage()).contains("transaction_timeout")
                  ? "PostgreSQL at %s is older than 17, the oldest that Parley can use"
                      .formatted(address)
                  : "";
          case "08P01" ->
              """
              PostgreSQL at %s refuses Parley's start-up parameters. Connect to PostgreSQL itself: \
              PgBouncer cannot be in between\
              """
                  .formatted(address);
          case "53300" -> "PostgreSQL at %s has no free connection".formatted(address);
          default ->
              state.startsWith("08") || state.startsWith("57P")
                  ? "PostgreSQL at %s does not respond".formatted(address)
                  : "";
        };
    return text.isEmpty() ? Optional.empty() : Optional.of(text + " (SQLSTATE " + state + ")");
  }
}
