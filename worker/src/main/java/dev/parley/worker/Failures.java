package dev.parley.worker;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.node.TemplateException;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went wrong, in one of the few words that Temporal and the ledger know. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /** Classifies whatever an attempt threw. */
  static StepFailure of(RuntimeException thrown) {
    return switch (thrown) {
      case StepFailure failure -> failure;
      case TemplateException template ->
          new StepFailure(
              FailureType.STEP_REFUSED,
              "a template could not be filled in (" + template.code() + ")",
              String.valueOf(template.getMessage()));
      default ->
          sql(thrown)
              .filter(Failures::isOutage)
              .map(Failures::outage)
              .orElseGet(() -> fault(thrown));
    };
  }

  /**
   * The same as Temporal is told it: type and a few words, never the message of a foreign
   * exception, which could quote what people wrote.
   */
  static ApplicationFailure forTemporal(RuntimeException thrown) {
    var failure = of(thrown);
    var builder =
        ApplicationFailure.newBuilder()
            .setMessage(failure.summary())
            .setType(failure.type().wire())
            .setNonRetryable(!failure.type().retried());
    failure.retryAfter().ifPresent(builder::setNextRetryDelay);
    return builder.build();
  }

  private static Optional<SQLException> sql(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .filter(
            cause -> cause instanceof SQLException || cause instanceof PoolInitializationException)
        .map(cause ->
            cause instanceof SQLException sql
                ? sql
                : new SQLTransientConnectionException("no connection", "08001"))
        .findFirst();
  }

  /** Connection lost, shut down, out of resources, time-outs, deadlocks: SQLSTATE classes. */
  private static boolean isOutage(SQLException e) {
    var state = e.getSQLState() == null ? "08000" : e.getSQLState();
    return Stream.of("08", "53", "57", "58", "40", "55P03", "25P").anyMatch(state::startsWith);
  }

  private static StepFailure outage(SQLException e) {
    return new StepFailure(
        FailureType.STORE_UNAVAILABLE,
        "PostgreSQL did not answer (SQLSTATE "
            + (e.getSQLState() == null ? "unknown" : e.getSQLState())
            + ")");
  }

  private static StepFailure fault(RuntimeException thrown) {
    LOG.error("A step met a fault of ours", thrown);
    return new StepFailure(
        FailureType.FAULT, "a fault in Parley (" + thrown.getClass().getSimpleName() + ")");
  }
}
