package dev.parley.worker.workflow;

import dev.parley.execution.FailureType;
import dev.parley.graph.Plan.Stop;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;

/** The final failure of a step, as seen by workflow code; contains no customer data. */
final class StepFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Stop stop;
  private final String code;
  private final String summary;

  private StepFailed(Stop stop, String code, String summary) {
    super(summary);
    this.stop = stop;
    this.code = code;
    this.summary = summary;
  }

  static StepFailed of(Stop stop, ActivityFailure failure) {
    return switch (failure.getCause()) {
      case ApplicationFailure cause ->
          new StepFailed(stop, cause.getType(), cause.getOriginalMessage());
      case TimeoutFailure timeout when timeout.getCause() instanceof ApplicationFailure last ->
          new StepFailed(
              stop, last.getType(), "given up after many attempts: " + last.getOriginalMessage());
      case null, default ->
          new StepFailed(stop, FailureType.DEFECT.wire(), "the step did not end in time");
    };
  }

  Stop stop() {
    return stop;
  }

  String code() {
    return code;
  }

  String summary() {
    return summary;
  }
}
