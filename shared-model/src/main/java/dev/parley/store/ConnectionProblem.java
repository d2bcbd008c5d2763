package dev.parley.store;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The reason why PostgreSQL cannot be used, as a sentence for whoever set up the connection. */
public final class ConnectionProblem {
  private static final int DEEPEST = 20;

  private ConnectionProblem() {}

  /**
   * Returns the sentence for an exception that getting a connection has thrown; empty when it is
   * about something else.
   *
   * @param url of the driver; it is quoted up to its parameters, which may hold a password
   */
  public static Optional<String> of(Throwable thrown, String url, String user) {
    var address = url.replaceFirst("\\?.*$", "");
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .limit(DEEPEST)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .filter(e -> e.getSQLState() != null)
        // The deepest is the server's own word; the pool's is only that it has waited.
        .reduce((_, deeper) -> deeper)
        .flatMap(e -> sentence(e, address, user));
  }

  private static Optional<String> sentence(SQLException e, String address, String user) {
    var state = e.getSQLState();
    var text =
        switch (state) {
          case "28P01", "28000" ->
              "PostgreSQL at %s does not let the user \"%s\" in: wrong password, or not allowed"
                  .formatted(address, user);
          case "3D000" -> "PostgreSQL at %s has no such database".formatted(address);
          // A parameter that older ones do not know; its name is in every language's message.
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
          case "53300" -> "PostgreSQL at %s has no connection left".formatted(address);
          default ->
              state.startsWith("08") || state.startsWith("57P")
                  ? "PostgreSQL at %s does not answer".formatted(address)
                  : "";
        };
    return text.isEmpty() ? Optional.empty() : Optional.of(text + " (SQLSTATE " + state + ")");
  }
}
