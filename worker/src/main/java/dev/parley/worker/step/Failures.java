package dev.parley.worker.step;

import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.store.sql.StoreFailure;
import dev.parley.template.value.TemplateException;
import io.temporal.failure.ApplicationFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Classifies failures into the few types that Temporal and the ledger know. */
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
          StoreFailure.of(thrown)
              .map(failure -> store(failure, thrown))
              .orElseGet(() -> defect(thrown));
    };
  }

  /**
   * Returns the failure for Temporal: its type and a few words, never the message of a foreign
   * exception, which could quote customer data.
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

  private static StepFailure store(StoreFailure failure, RuntimeException thrown) {
    var state = StoreFailure.state(thrown);
    return switch (failure) {
      case UNAVAILABLE, CONTENDED ->
          new StepFailure(
              FailureType.STORE_UNAVAILABLE, "PostgreSQL did not respond (SQLSTATE " + state + ")");
      case READ_ONLY ->
          new StepFailure(
              FailureType.STORE_UNAVAILABLE,
              "PostgreSQL is read-only at the moment (SQLSTATE " + state + ")");
      case TIMED_OUT -> {
        LOG.warn("A step exceeded the time limit of its transaction (SQLSTATE {})", state);
        yield new StepFailure(
            FailureType.DEFECT, "the step's transaction took too long (SQLSTATE " + state + ")");
      }
      case VALUE_UNUSABLE, DEFECT -> defect(thrown);
    };
  }

  private static StepFailure defect(RuntimeException thrown) {
    LOG.error("A step failed because of a defect", thrown);
    return new StepFailure(
        FailureType.DEFECT, "a defect in Parley (" + thrown.getClass().getSimpleName() + ")");
  }
}
