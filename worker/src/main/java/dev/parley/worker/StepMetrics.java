package dev.parley.worker;

import dev.parley.execution.StepFailure;
import dev.parley.execution.StepResult;
import dev.parley.worker.Steps.Visit;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many attempts of steps were made, how long they took and what they met; by kind of node. */
final class StepMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(StepMetrics.class);

  private final MeterRegistry metrics;

  StepMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  StepResult timed(Visit visit, Supplier<StepResult> attempt) {
    return metrics.timer("parley.steps", "kind", kind(visit)).record(attempt);
  }

  /** Names node and type only: a step's words may quote what people wrote. */
  void failed(Visit visit, StepFailure failure) {
    metrics
        .counter("parley.step.failures", "kind", kind(visit), "type", failure.type().wire())
        .increment();
    LOG.warn(
        "Step {} ({}) of workflow {}: {} on attempt {}, {}",
        visit.node().id(),
        kind(visit),
        visit.execution().workflowId(),
        failure.type().wire(),
        visit.info().getAttempt(),
        failure.type().retried() ? "tried again" : "not tried again");
  }

  private static String kind(Visit visit) {
    return visit.node().node().kind();
  }
}
