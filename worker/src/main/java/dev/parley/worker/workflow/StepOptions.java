package dev.parley.worker.workflow;

import dev.parley.execution.Contract;
import dev.parley.execution.Summary;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/**
 * Timeouts and retries of steps. Each of PostgreSQL's timeouts is shorter than an attempt's, so
 * that a slow attempt is nearly always over before its successor begins.
 */
final class StepOptions {
  private static final Duration ATTEMPT = Duration.ofSeconds(15);
  private static final Duration CALLING_ATTEMPT = Duration.ofSeconds(50);
  private static final Duration CALLING_GIVES_UP = Duration.ofHours(24);
  private static final Duration TEST_GIVES_UP = Duration.ofMinutes(5);

  /** Returns options for a few quick attempts within the workflow task. */
  LocalActivityOptions local(String summary) {
    return LocalActivityOptions.newBuilder()
        .setStartToCloseTimeout(ATTEMPT)
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setMaximumAttempts(3)
                .setInitialInterval(Duration.ofMillis(100))
                .setBackoffCoefficient(3)
                .build())
        .setSummary(Summary.of(summary))
        .build();
  }

  /** Returns options for retrying until success, visible as pending in Temporal. */
  ActivityOptions ordinary(String summary) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(Contract.CONVERSATION_QUEUE)
        .setStartToCloseTimeout(ATTEMPT)
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofSeconds(1))
                .setMaximumInterval(Duration.ofSeconds(30))
                .build())
        .setSummary(Summary.of(summary))
        .build();
  }

  /**
   * Returns options for retrying for a day, since other systems recover; a test run gives up soon.
   *
   * @param givesUpSoon as set when the run was started
   */
  ActivityOptions calling(String summary, boolean givesUpSoon) {
    var retry =
        RetryOptions.newBuilder()
            .setInitialInterval(Duration.ofSeconds(1))
            .setMaximumInterval(Duration.ofMinutes(10));
    return ActivityOptions.newBuilder()
        .setTaskQueue(Contract.INTEGRATION_QUEUE)
        .setStartToCloseTimeout(CALLING_ATTEMPT)
        .setScheduleToCloseTimeout(givesUpSoon ? TEST_GIVES_UP : CALLING_GIVES_UP)
        .setRetryOptions(givesUpSoon ? retry.setMaximumAttempts(3).build() : retry.build())
        .setSummary(Summary.of(summary))
        .build();
  }
}
