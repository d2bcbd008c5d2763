package dev.parley.worker;

import dev.parley.execution.Contract;
import dev.parley.execution.Summary;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/**
 * How long steps may take and how often they are tried. Each of PostgreSQL's time-outs is shorter
 * than an attempt's, so that a slow attempt is nearly always over before its successor begins.
 */
final class StepOptions {
  private static final Duration ATTEMPT = Duration.ofSeconds(15);
  private static final Duration CALLING_ATTEMPT = Duration.ofSeconds(50);
  private static final Duration CALLING_GIVES_UP = Duration.ofHours(24);
  private static final Duration TEST_GIVES_UP = Duration.ofMinutes(5);

  /** A few quick attempts within the workflow task. */
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

  /** Tried until it works, and seen as pending meanwhile. */
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
   * Tried for a day, since other people's systems come back; somebody who tests waits for the
   * answer.
   *
   * @param givesUpSoon as the run was started with
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
