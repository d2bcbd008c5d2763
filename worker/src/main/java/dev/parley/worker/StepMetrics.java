package dev.parley.worker;

import dev.parley.execution.StepFailure;
import dev.parley.worker.QuickSteps.Carried;
import dev.parley.worker.Steps.Visit;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.activity.ActivityInfo;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

  /** Steps that were carried out together share the time that it took. */
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

  /** The same line for an activity that carries out no step. */
  static void failed(ActivityInfo info, String type) {
    LOG.warn("{}: {} on attempt {}", info.getActivityType(), type, info.getAttempt());
  }

  private static String kind(Visit visit) {
    return visit.node().node().kind();
  }
}
