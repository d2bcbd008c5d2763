package dev.parley.worker;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.execution.StepResult;
import dev.parley.execution.StepTask;
import dev.parley.worker.QuickSteps.Carried;
import java.time.Duration;
import java.util.Optional;

/**
 * Results of steps that were carried out together with an earlier one, until their own activities
 * ask a moment later. Nothing depends on it: the ledger has them too, and is asked when they are
 * not here, as in another worker.
 */
final class Ahead {
  private static final int MOST = 10_000;
  private static final Duration SOON = Duration.ofMinutes(1);

  private final Cache<Step, StepResult> results =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(SOON).build();

  /** A run that was reset is another one, and asks the ledger. */
  private record Step(String execution, String run, String node) {}

  /** What a step has left to its delivery is told by its own activity, which finds it again. */
  void keep(Carried carried) {
    if (carried.result().handle() == null) {
      return;
    }
    var task = carried.visit().task();
    results.put(new Step(task.execution(), carried.visit().run(), task.node()), carried.result());
  }

  /** The result, handed over once: whoever comes again asks the ledger. */
  Optional<StepResult> take(StepTask task, String run) {
    var step = new Step(task.execution(), run, task.node());
    return Optional.ofNullable(results.asMap().remove(step));
  }
}
