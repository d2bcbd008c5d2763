package dev.parley.api.dispatch;

import com.google.common.base.Throwables;
import dev.parley.api.ApiConfig;
import dev.parley.api.Transactions;
import dev.parley.api.temporal.Temporal;
import dev.parley.execution.Contract;
import dev.parley.store.Ids;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Follows what Temporal ended without us (terminated, timed out, cancelled, failed outside our
 * code) and restarts what Temporal has lost or has completed without this ledger's knowledge: the
 * ledger can rebuild a run, so "not found" never counts as an end. One instance at a time does
 * this, page by page; another continues where it stopped.
 */
@Component
class Reconciler implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
  private static final Duration FOLLOW_EVERY = Duration.ofSeconds(2);
  private static final Duration OVERLAP = Duration.ofSeconds(60);
  private static final Duration SETTLES = Duration.ofSeconds(15);
  private static final Duration FOLLOWS_FOR = Duration.ofSeconds(5);
  private static final Duration SWEEPS_FOR = Duration.ofSeconds(30);
  private static final int PAGE = 200;
  private static final long PACE_MILLIS = 10;

  private final UUID instance = UUID.randomUUID();
  private final Temporal temporal;
  private final Transactions transactions;
  private final Realignment realignment;
  private final Duration sweepInterval;
  private final Counter failed;
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private volatile boolean running;

  Reconciler(
      Temporal temporal,
      Transactions transactions,
      Realignment realignment,
      ApiConfig config,
      MeterRegistry metrics) {
    this.temporal = temporal;
    this.transactions = transactions;
    this.realignment = realignment;
    sweepInterval = config.sweepInterval();
    failed =
        Counter.builder("parley.reconciler.failures")
            .description("Executions that could not be aligned with Temporal, per sweep")
            .register(metrics);
  }

  private boolean isOurs(String work, Duration lasts) {
    return transactions.write(tx -> ReconcilerStore.lease(tx, work, instance, lasts));
  }

  /** Reads the runs closed since the watermark; the overlap compensates for a late index. */
  private void follow() {
    if (!isOurs("follow", FOLLOWS_FOR)) {
      return;
    }
    var from = transactions.readOnce(ReconcilerStore::watermark).minus(OVERLAP);
    var now = Instant.now();
    var query =
        "WorkflowType = '"
            + Contract.WORKFLOW_TYPE
            + "' AND CloseTime > '"
            + from
            + "' AND ExecutionStatus IN ('Terminated', 'TimedOut', 'Canceled', 'Failed')";
    try (var closed = temporal.client().listExecutions(query)) {
      var ids =
          closed
              .map(run -> run.getExecution().getWorkflowId())
              .distinct()
              .flatMap(id -> Ids.read(id).stream())
              .toList();
      // Nearly all of them are known to have ended, since the overlap is read repeatedly.
      for (int at = 0; at < ids.size(); at += PAGE) {
        var page = ids.subList(at, Math.min(at + PAGE, ids.size()));
        transactions.readOnce(tx -> DispatchStore.open(tx, page)).forEach(this::check);
      }
    }
    transactions.write(tx -> ReconcilerStore.moveWatermark(tx, now));
  }

  /** Looks up every open execution, in pages and at a moderate pace. */
  private void sweep() {
    var after = new UUID(0, 0);
    while (running && isOurs("sweep", SWEEPS_FOR)) {
      var from = after;
      var page = transactions.readOnce(tx -> DispatchStore.openAfter(tx, from, SETTLES, PAGE));
      for (var id : page) {
        check(id);
        pause();
      }
      if (page.size() < PAGE) {
        return;
      }
      after = page.getLast();
    }
  }

  /**
   * An execution that cannot be aligned or read does not block the others. If Temporal or
   * PostgreSQL does not respond, they all have to wait.
   */
  private void check(UUID id) {
    try (var _ = MDC.putCloseable("execution", id.toString())) {
      realignment.align(id);
    } catch (RuntimeException e) {
      if (!temporal.reachable() || !databaseAnswers()) {
        throw e;
      }
      failed.increment();
      LOG.error(
          "Execution {} cannot be aligned with Temporal and is skipped until the next"
              + " sweep: {}",
          id,
          reason(e));
    }
  }

  private boolean databaseAnswers() {
    try {
      return transactions.readOnce(tx -> tx.selectOne().fetch().isNotEmpty());
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** Returns the innermost cause, since outer ones quote whole statements. */
  private static String reason(Throwable thrown) {
    return Throwables.getRootCause(thrown).toString();
  }

  private static void pause() {
    try {
      Thread.sleep(PACE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void quietly(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("The reconciler's {} continues later after: {}", what, reason(e));
    }
  }

  @Override
  public void start() {
    running = true;
    var _ =
        clock.scheduleWithFixedDelay(
            () -> quietly("listing", this::follow),
            FOLLOW_EVERY.toMillis(),
            FOLLOW_EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
    var _ =
        clock.scheduleWithFixedDelay(
            () -> quietly("sweep", this::sweep),
            sweepInterval.toMillis(),
            sweepInterval.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    running = false;
    clock.shutdownNow();
    quietly("leaving", () -> transactions.write(tx -> ReconcilerStore.release(tx, instance)));
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
