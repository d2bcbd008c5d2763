package dev.parley.worker.step;

import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.worker.database.Database;
import io.temporal.activity.ActivityInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds steps back while all workflows are stopped. The switch is read once a second, so that it
 * costs the steps nothing.
 */
public final class StopCheck implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StopCheck.class);
  private static final int LOOK_SECONDS = 1;
  private static final int LONGEST_SECONDS = 32;

  private final Database database;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private volatile boolean stopped;

  /** A check of the switch in that database. */
  public StopCheck(Database database) {
    this.database = database;
  }

  /** Returns why the switch cannot be read; empty once it has been. */
  public Optional<String> problem() {
    return look() ? Optional.empty() : Optional.of("the switch that stops workflows is not known");
  }

  /** Reads the switch from now on. */
  public void start() {
    var _ = clock.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  private boolean look() {
    try {
      var now = database.isStopped();
      if (now != stopped) {
        LOG.warn(now ? "All workflows are stopped: steps wait" : "Workflows continue");
      }
      stopped = now;
      return true;
    } catch (RuntimeException e) {
      // As it was: hardly a step is carried out without the database.
      LOG.debug("The switch is read later: {}", e.toString());
      return false;
    }
  }

  /**
   * Checks that steps may be carried out.
   *
   * @throws StepFailure to be tried again, while all workflows are stopped
   */
  void check(ActivityInfo info) {
    if (stopped) {
      throw new StepFailure(
          FailureType.STOPPED,
          "all workflows are stopped",
          "An administrator has stopped all workflows. This step follows when they continue.",
          info.isLocal() ? null : wait(info.getAttempt()));
    }
  }

  /** Doubles with each attempt, and differs among steps, so that they do not all come at once. */
  private static Duration wait(int attempt) {
    int longest = attempt > 5 ? LONGEST_SECONDS : 1 << attempt;
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(500, longest * 1_000L + 1));
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
