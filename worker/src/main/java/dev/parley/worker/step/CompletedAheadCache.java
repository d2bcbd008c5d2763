package dev.parley.worker.step;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.execution.StepResult;
import dev.parley.execution.StepTask;
import dev.parley.worker.step.QuickSteps.Carried;
import java.time.Duration;
import java.util.Optional;

/**
 * Caches the results of steps that ran together with an earlier one, until their own activities ask
 * a moment later. It is optional: the ledger has the results too and answers on a miss, for example
 * in another worker.
 */
final class CompletedAheadCache {
  private static final int MOST = 10_000;
  private static final Duration SOON = Duration.ofMinutes(1);

  private final Cache<Step, StepResult> results =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(SOON).build();

  /** A run that was reset has another id, so it asks the ledger. */
  private record Step(String execution, String run, String node) {}

  /** Steps awaiting delivery are not cached; their own activity finds the pending message. */
  void keep(Carried carried) {
    if (carried.result().handle() == null) {
      return;
    }
    var task = carried.visit().task();
    results.put(new Step(task.execution(), carried.visit().run(), task.node()), carried.result());
  }

  /** Returns and removes the result; a later request asks the ledger. */
  Optional<StepResult> take(StepTask task, String run) {
    var step = new Step(task.execution(), run, task.node());
    return Optional.ofNullable(results.asMap().remove(step));
  }
}
