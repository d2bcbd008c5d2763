package dev.parley.worker.workflow;

import dev.parley.execution.Contract;
import dev.parley.execution.OutsideCheck;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Runs one check in one attempt, since the caller waits for it. Runs in workflow code. */
public final class CheckedOutside implements OutsideCheck {
  private static final Duration ATTEMPT = Duration.ofSeconds(45);

  @Override
  public void run(String what, String id) {
    Workflow.newUntypedActivityStub(
            ActivityOptions.newBuilder()
                .setTaskQueue(Contract.INTEGRATION_QUEUE)
                .setStartToCloseTimeout(ATTEMPT)
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .setSummary(id)
                .build())
        .execute(what, Void.class, id);
  }
}
