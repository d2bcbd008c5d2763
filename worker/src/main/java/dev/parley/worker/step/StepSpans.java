package dev.parley.worker.step;

import dev.parley.trace.TracedWork;
import dev.parley.worker.step.QuickSteps.Carried;
import dev.parley.worker.step.Steps.Visit;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;

/** The spans of steps. They name nodes and runs, and nothing that people wrote. */
final class StepSpans {
  private StepSpans() {}

  /** Begins the span of one attempt, within the trace that the ledger keeps with the run. */
  static TracedWork begin(Visit visit) {
    var info = visit.info();
    return TracedWork.begin(name(visit), SpanKind.CONSUMER, visit.execution().traceparent())
        .with("parley.execution", visit.execution().id().toString())
        .with("parley.workflow", visit.execution().workflowId().toString())
        .with("parley.node", visit.node().id())
        .with("parley.attempt", info.getAttempt())
        .with("temporal.run", visit.run())
        .with("temporal.activity", info.getActivityId());
  }

  /** Records the steps that were carried out in the transaction of the first. */
  static void carried(List<Carried> carried) {
    for (var one : carried.subList(1, carried.size())) {
      TracedWork.begin(name(one.visit()), SpanKind.INTERNAL)
          .with("parley.node", one.visit().node().id())
          .close();
    }
  }

  private static String name(Visit visit) {
    return "step " + visit.node().node().kind();
  }
}
