package dev.parley.worker;

import dev.parley.execution.Contract;
import dev.parley.execution.Start;
import dev.parley.graph.Plan.Stop;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/**
 * Shows in Temporal at which node a run waits, is being retried or has failed. Each change of that
 * is a history event, so a run that does none of these has none, and what is over is taken back
 * only when nothing takes its place.
 */
final class Standing {
  private boolean inEarlierShape;
  private @Nullable Stop called;
  private @Nullable Stop shown;

  /** Before anything else. */
  void begins(Start start) {
    inEarlierShape = start.interpreter() < Contract.SHOWS_WHERE_IT_STANDS;
  }

  /** It waits here. */
  void waiting(Stop stop) {
    show(stop);
  }

  /** Quick attempts did not help; it is tried for longer. */
  void escalated(Stop stop) {
    show(stop);
  }

  /** An activity begins that may take long, or be retried. */
  void calling(Stop stop) {
    called = stop;
    if (shown != null && !shown.id().equals(stop.id())) {
      takeBack();
    }
  }

  /** That activity has ended. */
  void called() {
    called = null;
  }

  /** A worker says that it failed; it may be over by now. */
  void retrying(String node) {
    if (!inEarlierShape && called != null && called.id().equals(node)) {
      show(called);
    }
  }

  /** The run fails, and here is why. */
  void failed(Stop stop) {
    if (!inEarlierShape) {
      show(stop);
    }
  }

  /** The run ends, and stands nowhere. */
  void ended() {
    takeBack();
  }

  private void show(Stop stop) {
    if (inEarlierShape || shown == null || !shown.id().equals(stop.id())) {
      Workflow.upsertTypedSearchAttributes(Contract.NODE.valueSet(stop.name()));
      shown = stop;
    }
  }

  private void takeBack() {
    if (!inEarlierShape && shown != null) {
      Workflow.upsertTypedSearchAttributes(Contract.NODE.valueUnset());
      shown = null;
    }
  }
}
