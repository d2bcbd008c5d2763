package dev.parley.api.outside;

import dev.parley.api.problem.Refusal;
import dev.parley.api.temporal.Temporal;
import dev.parley.execution.Contract;
import dev.parley.execution.OutsideCheck;
import dev.parley.store.Ids;
import dev.parley.store.sql.StoreFailure;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Has the worker check something outside the system, and waits for it: the api itself makes no
 * outside calls.
 */
@Component
public class OutsideChecks {
  private static final Logger LOG = LoggerFactory.getLogger(OutsideChecks.class);
  private static final long PATIENCE_SECONDS = 50;
  private static final Duration GIVE_UP = Duration.ofMinutes(2);

  private final Temporal temporal;

  OutsideChecks(Temporal temporal) {
    this.temporal = temporal;
  }

  /**
   * Runs a check and returns once its outcome is in the store.
   *
   * @param what the activity
   * @param id of the object to check
   * @throws Refusal 503 if the worker or Temporal do not respond
   */
  public void check(String what, String id) {
    try {
      var options =
          WorkflowOptions.newBuilder()
              .setWorkflowId("check-" + Ids.next())
              .setTaskQueue(Contract.CONVERSATION_QUEUE)
              .setWorkflowRunTimeout(GIVE_UP)
              .setStaticSummary(what + " " + id)
              .build();
      var check = temporal.client().newWorkflowStub(OutsideCheck.class, options);
      var _ = WorkflowClient.start(check::run, what, id);
      WorkflowStub.fromTyped(check).getResult(PATIENCE_SECONDS, TimeUnit.SECONDS, Void.class);
    } catch (TimeoutException | RuntimeException e) {
      LOG.warn("{} of {} did not end: {}", what, id, StoreFailure.words(e));
      throw Refusal.of(
          503,
          "worker-unavailable",
          "The worker, which makes all outside calls, is not responding. Try again" + " soon.");
    }
  }
}
