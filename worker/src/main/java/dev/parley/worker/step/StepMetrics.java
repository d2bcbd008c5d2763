package dev.parley.worker.step;

import dev.parley.execution.StepFailure;
import dev.parley.worker.step.QuickSteps.Carried;
import dev.parley.worker.step.Steps.Visit;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.activity.ActivityInfo;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Metrics of step attempts by kind of node: number, duration and failures. */
public final class StepMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(StepMetrics.class);

  private final MeterRegistry metrics;

  /** Metrics that are kept in that registry. */
  public StepMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /** Steps that ran together share the time taken. */
  List<Carried> timed(Visit visit, Supplier<List<Carried>> attempt) {
    var start = System.nanoTime();
    var visits = List.of(visit);
    try {
      var carried = attempt.get();
      visits = carried.stream().map(Carried::visit).toList();
      return carried;
    } finally {
      var each = (System.nanoTime() - start) / visits.size();
      visits.forEach(one ->
          metrics.timer("parley.steps", "kind", kind(one)).record(each, TimeUnit.NANOSECONDS));
    }
  }

  /** Logs node and type only: a step's message may quote customer data. */
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

  /** Logs the same line for an activity that is not a step. */
  static void failed(ActivityInfo info, String type) {
    LOG.warn("{}: {} on attempt {}", info.getActivityType(), type, info.getAttempt());
  }

  private static String kind(Visit visit) {
    return visit.node().node().kind();
  }
}
