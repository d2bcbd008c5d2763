package dev.parley.worker.workflow;

import dev.parley.execution.Contract;
import dev.parley.execution.Start;
import dev.parley.graph.Plan.Stop;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/**
 * Publishes in Temporal the node at which a run waits, is being retried or has failed. Each update
 * is a history event, so a run without these states has none, and an outdated state is only removed
 * if no other replaces it.
 */
final class Standing {
  private boolean inEarlierShape;
  private @Nullable Stop called;
  private @Nullable Stop shown;

  /** Called before anything else. */
  void begins(Start start) {
    inEarlierShape = start.interpreter() < Contract.SHOWS_WHERE_IT_STANDS;
  }

  /** Shows that the run waits here. */
  void waiting(Stop stop) {
    show(stop);
  }

  /** Shows a step that is retried as a regular activity after its quick attempts failed. */
  void escalated(Stop stop) {
    show(stop);
  }

  /** Prepares for an activity that may take long or be retried. */
  void calling(Stop stop) {
    called = stop;
    if (shown != null && !shown.id().equals(stop.id())) {
      takeBack();
    }
  }

  /** Records that the activity has ended. */
  void called() {
    called = null;
  }

  /** Handles a worker's signal of a failed attempt; the activity may have ended since. */
  void retrying(String node) {
    if (!inEarlierShape && called != null && called.id().equals(node)) {
      show(called);
    }
  }

  /** Shows the node at which the run fails. */
  void failed(Stop stop) {
    if (!inEarlierShape) {
      show(stop);
    }
  }

  /** Clears the node at the end of the run. */
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
