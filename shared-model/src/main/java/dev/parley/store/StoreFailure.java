package dev.parley.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an error of PostgreSQL means to whoever asked, by its SQLSTATE: the one classification that
 * both services go by.
 */
public enum StoreFailure {
  /** Gone, shutting down, out of resources, or not letting us in: the same may work later. */
  UNAVAILABLE,
  /** It answers and takes no writes, as a standby or a full disk does. */
  READ_ONLY,
  /** Others held a lock or were faster: the same may work at once. */
  CONTENDED,
  /** Our own time limit ended it: PostgreSQL is there, and what was asked takes too long. */
  TIMED_OUT,
  /** A value that it can neither keep nor look for. */
  VALUE_UNUSABLE,
  /** Everything else: a fault of ours. */
  FAULT;

  private static final int DEEPEST = 20;

  /** States within a class that mean something else than their class. */
  private static final List<Rule> STATES =
      List.of(
          new Rule("25006", READ_ONLY),
          new Rule("25P03", TIMED_OUT),
          new Rule("25P04", TIMED_OUT),
          new Rule("57014", TIMED_OUT),
          new Rule("55P03", CONTENDED),
          new Rule("40002", FAULT),
          // A new connection names a database that is not there, as one does while it is restored.
          new Rule("3D000", UNAVAILABLE));

  private static final List<Rule> CLASSES =
      List.of(
          new Rule("08", UNAVAILABLE),
          new Rule("22", VALUE_UNUSABLE),
          new Rule("28", UNAVAILABLE),
          new Rule("40", CONTENDED),
          new Rule("53", UNAVAILABLE),
          new Rule("57", UNAVAILABLE),
          new Rule("58", UNAVAILABLE));

  private record Rule(String start, StoreFailure failure) {}

  /** The failure behind what was thrown; empty if PostgreSQL had no part in it. */
  public static Optional<StoreFailure> of(Throwable thrown) {
    return sql(thrown).map(e -> ofState(e.getSQLState()));
  }

  /** Returns true if the same request may succeed later, without anybody changing it. */
  public boolean passes() {
    return this == UNAVAILABLE || this == READ_ONLY || this == CONTENDED;
  }

  /** Returns true if PostgreSQL behind what was thrown is away, read-only or busy for now. */
  public static boolean passes(Throwable thrown) {
    return of(thrown).filter(StoreFailure::passes).isPresent();
  }

  /** The SQLSTATE behind what was thrown; "unknown" if it has none. */
  public static String state(Throwable thrown) {
    return sql(thrown).map(SQLException::getSQLState).orElse("unknown");
  }

  /** The first error with a state, since wrappers around it may have none. */
  private static Optional<SQLException> sql(Throwable thrown) {
    var all =
        Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
            .limit(DEEPEST)
            .filter(SQLException.class::isInstance)
            .map(SQLException.class::cast)
            .toList();
    return all.stream()
        .filter(e -> e.getSQLState() != null)
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  /** A pool that has no connection to give, and one that was closed, have no state to tell. */
  private static StoreFailure ofState(@Nullable String state) {
    return state == null
        ? UNAVAILABLE
        : Stream.concat(STATES.stream(), CLASSES.stream())
            .filter(rule -> state.startsWith(rule.start()))
            .map(Rule::failure)
            .findFirst()
            .orElse(FAULT);
  }
}
