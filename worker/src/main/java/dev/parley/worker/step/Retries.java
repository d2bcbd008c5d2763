package dev.parley.worker.step;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.execution.Contract;
import io.grpc.Context;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signals to a run that one of its activities failed and will be retried: workflow code only sees
 * an activity's end, and only workflow code can show a run's state in Temporal. Each process
 * signals once, since another may have died before doing so.
 */
final class Retries {
  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
  private static final int MOST = 10_000;
  private static final long GIVE_UP_MILLIS = 2_000;

  private final Cache<Attempted, Boolean> told =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(Duration.ofHours(25)).build();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("retries").factory());

  private record Attempted(String run, String activity) {}

  /** Is quick and never throws, since the attempt's own failure matters more. */
  void tell(ActivityExecutionContext context, String node) {
    var info = context.getInfo();
    var run = Steps.run(info);
    var attempted = new Attempted(run, info.getActivityId());
    if (told.getIfPresent(attempted) != null) {
      return;
    }
    var limited = Context.current().withDeadlineAfter(GIVE_UP_MILLIS, TimeUnit.MILLISECONDS, clock);
    try {
      limited.run(() ->
          context
              .getWorkflowClient()
              .newUntypedWorkflowStub(info.getWorkflowId())
              .signal(Contract.RETRYING, node));
      told.put(attempted, true);
    } catch (RuntimeException e) {
      LOG.debug("A run was not notified yet of its retry: {}", e.toString());
    } finally {
      limited.cancel(null);
    }
  }
}
