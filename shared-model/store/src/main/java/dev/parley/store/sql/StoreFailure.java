package dev.parley.store.sql;

import com.google.common.base.Throwables;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The classification of PostgreSQL errors by SQLSTATE, shared by both services. */
public enum StoreFailure {
  /**
   * Unreachable, shutting down, out of resources, or refusing connections; a later attempt may
   * succeed.
   */
  UNAVAILABLE,
  /** Read-only, as a standby or a server with a full disk is. */
  READ_ONLY,
  /** A lock conflict or a concurrent update; an immediate retry may succeed. */
  CONTENDED,
  /** Our own time limit expired: PostgreSQL is available, but the statement takes too long. */
  TIMED_OUT,
  /** A value that PostgreSQL can neither store nor search for. */
  VALUE_UNUSABLE,
  /** Everything else: a defect of Parley. */
  DEFECT;

  /** States that differ in meaning from their class. */
  private static final List<Rule> STATES =
      List.of(
          new Rule("25006", READ_ONLY),
          new Rule("25P03", TIMED_OUT),
          new Rule("25P04", TIMED_OUT),
          new Rule("57014", TIMED_OUT),
          new Rule("55P03", CONTENDED),
          // A contact or conversation that the row refers to was erased in the meantime.
          new Rule("23503", CONTENDED),
          new Rule("40002", DEFECT),
          // The database of a new connection does not exist, as during a restore.
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

  /** Returns the failure that caused the exception; empty if PostgreSQL was not involved. */
  public static Optional<StoreFailure> of(Throwable thrown) {
    return sql(thrown).map(e -> ofState(e.getSQLState()));
  }

  /** Returns true if the same request may succeed later without intervention. */
  public boolean passes() {
    return this == UNAVAILABLE || this == READ_ONLY || this == CONTENDED;
  }

  /**
   * Returns true if the exception was caused by PostgreSQL being temporarily unavailable, read-only
   * or busy.
   */
  public static boolean passes(Throwable thrown) {
    return of(thrown).filter(StoreFailure::passes).isPresent();
  }

  /** Returns the SQLSTATE that caused the exception; "unknown" if there is none. */
  public static String state(Throwable thrown) {
    return sql(thrown).map(SQLException::getSQLState).orElse("unknown");
  }

  /**
   * Returns an exception in a few words for the log, without the statement, which jOOQ's messages
   * quote in full, and without values, which PostgreSQL's own may quote.
   */
  public static String words(Throwable thrown) {
    return of(thrown)
        .map(failure ->
            "PostgreSQL (%s, SQLSTATE %s)"
                .formatted(
                    failure.name().toLowerCase(Locale.ROOT).replace('_', ' '), state(thrown)))
        .orElseGet(thrown::toString);
  }

  /** Returns the first error with a state, since wrappers around it may have none. */
  private static Optional<SQLException> sql(Throwable thrown) {
    var all =
        Throwables.getCausalChain(thrown).stream()
            .filter(SQLException.class::isInstance)
            .map(SQLException.class::cast)
            .toList();
    return all.stream()
        .filter(e -> e.getSQLState() != null)
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  /** An exhausted or closed pool reports no state. */
  private static StoreFailure ofState(@Nullable String state) {
    return state == null
        ? UNAVAILABLE
        : Stream.concat(STATES.stream(), CLASSES.stream())
            .filter(rule -> state.startsWith(rule.start()))
            .map(Rule::failure)
            .findFirst()
            .orElse(DEFECT);
  }
}
