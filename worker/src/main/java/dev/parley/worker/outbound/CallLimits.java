package dev.parley.worker.outbound;

import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Limits the calls that this worker makes at the same time to one host and for one workflow, so
 * that a slow system or a busy workflow does not take the slots of all others. A call above a limit
 * is tried again a few seconds later.
 */
public final class CallLimits {
  private static final int SOONEST_SECONDS = 2;
  private static final int LATEST_SECONDS = 10;

  private final int perHost;
  private final int perWorkflow;
  private final ConcurrentHashMap<String, Integer> inProgress = new ConcurrentHashMap<>();

  /**
   * Creates the limits; zero means no limit.
   *
   * @param perHost calls to one host at a time
   * @param perWorkflow calls of one workflow at a time
   */
  public CallLimits(int perHost, int perWorkflow) {
    this.perHost = perHost;
    this.perWorkflow = perWorkflow;
  }

  /** Returns the permit of a call, which is not in progress yet. */
  public Permit permit() {
    return new Permit();
  }

  /** The places that one call takes, until it is closed. Used by one thread. */
  public final class Permit implements AutoCloseable {
    private final List<String> taken = new ArrayList<>();

    private Permit() {}

    /**
     * Takes a place for a call of a workflow, and for the host that it goes to.
     *
     * @param host empty for a call that stays on this machine
     * @throws StepFailure to be tried again, if a limit is reached; nothing is taken then
     */
    public void take(UUID workflow, Optional<String> host) {
      try {
        host.ifPresent(name -> take("host " + name, perHost, "to " + name));
        take("workflow " + workflow, perWorkflow, "of this workflow");
      } catch (StepFailure full) {
        release();
        throw full;
      }
    }

    private void take(String place, int most, String which) {
      var now = inProgress.merge(place, 1, Integer::sum);
      taken.add(place);
      if (most > 0 && now > most) {
        throw new StepFailure(
            FailureType.PEER_UNAVAILABLE,
            "too many calls at the same time",
            "The limit of %d calls %s at the same time is reached. This one follows shortly."
                .formatted(most, which),
            Duration.ofSeconds(
                ThreadLocalRandom.current().nextInt(SOONEST_SECONDS, LATEST_SECONDS + 1)));
      }
    }

    @Override
    public void close() {
      release();
    }

    /** Returns the places; others can be taken afterwards. */
    void release() {
      taken.forEach(
          place -> inProgress.computeIfPresent(place, (_, count) -> count == 1 ? null : count - 1));
      taken.clear();
    }
  }
}
