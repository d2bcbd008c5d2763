package dev.parley.api.execution;

import dev.parley.api.ApiConfig;
import dev.parley.api.Transactions;
import dev.parley.execution.Contract;
import dev.parley.execution.ExecutionStatus;
import dev.parley.store.ChangeBell;
import dev.parley.store.Graphs;
import dev.parley.store.Ids;
import dev.parley.store.Lifecycle;
import dev.parley.store.Lifecycle.Ended;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Follows what Temporal ended without us (terminated, timed out, cancelled, failed outside our
 * code) and starts again what Temporal has lost: the ledger can rebuild a run, so "not found" is
 * never taken as an end. Of several instances one does it, page by page; another goes on where that
 * one stopped.
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
  private final Starter starter;
  private final Graphs graphs;
  private final ChangeBell bell;
  private final Duration sweepInterval;
  private final Counter lost;
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private volatile boolean running;

  Reconciler(
      Temporal temporal,
      Transactions transactions,
      Starter starter,
      Graphs graphs,
      ChangeBell bell,
      ApiConfig config,
      MeterRegistry metrics) {
    this.temporal = temporal;
    this.transactions = transactions;
    this.starter = starter;
    this.graphs = graphs;
    this.bell = bell;
    sweepInterval = config.sweepInterval();
    lost = metrics.counter("parley.reconciler.lost");
  }

  private boolean isOurs(String work, Duration lasts) {
    return transactions.write(tx -> ReconcilerStore.lease(tx, work, instance, lasts));
  }

  /** Reads the closed runs since the watermark; the overlap forgives a late index. */
  private void follow() {
    if (!isOurs("follow", FOLLOWS_FOR)) {
      return;
    }
    var from = transactions.read(ReconcilerStore::watermark).minus(OVERLAP);
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
      // Nearly all of them are known to have ended, since the overlap is read again and again.
      for (int at = 0; at < ids.size(); at += PAGE) {
        var page = ids.subList(at, Math.min(at + PAGE, ids.size()));
        transactions.read(tx -> DispatchStore.open(tx, page)).forEach(this::check);
      }
    }
    transactions.write(tx -> ReconcilerStore.moveWatermark(tx, now));
  }

  /** Looks every open execution up, in pages and at a walking pace. */
  private void sweep() {
    var after = new UUID(0, 0);
    while (running && isOurs("sweep", SWEEPS_FOR)) {
      var from = after;
      var page = transactions.read(tx -> DispatchStore.openAfter(tx, from, SETTLES, PAGE));
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

  /** Brings one execution that is open here in line with the newest Temporal run of its id. */
  private void check(UUID id) {
    try {
      var stub = temporal.client().newUntypedWorkflowStub(id.toString());
      follow(id, stub.describe());
    } catch (WorkflowNotFoundException e) {
      rebuild(id);
    }
  }

  private void follow(UUID id, WorkflowExecutionDescription run) {
    var ended = ended(run);
    if (ended.isPresent() && transactions.write(tx -> Lifecycle.end(tx, id, ended.get()))) {
      bell.ring();
      LOG.info("Execution {} ended in Temporal: {}", id, ended.get().code());
    }
  }

  private Optional<Ended> ended(WorkflowExecutionDescription run) {
    var runId = run.getExecution().getRunId();
    return switch (run.getStatus()) {
      case WORKFLOW_EXECUTION_STATUS_TERMINATED ->
          Optional.of(
              new Ended(
                  ExecutionStatus.CANCELLED,
                  runId,
                  null,
                  "terminated",
                  "Terminated in Temporal" + reason(run) + "."));
      case WORKFLOW_EXECUTION_STATUS_CANCELED ->
          Optional.of(
              new Ended(
                  ExecutionStatus.CANCELLED, runId, null, "cancelled", "Cancelled in Temporal."));
      case WORKFLOW_EXECUTION_STATUS_TIMED_OUT ->
          Optional.of(
              new Ended(
                  ExecutionStatus.FAILED, runId, null, "timed_out", "Timed out in Temporal."));
      case WORKFLOW_EXECUTION_STATUS_FAILED ->
          Optional.of(
              new Ended(
                  ExecutionStatus.FAILED,
                  runId,
                  null,
                  "temporal_failed",
                  "Failed in Temporal; its Web UI shows why."));
      default -> Optional.empty();
    };
  }

  private String reason(WorkflowExecutionDescription run) {
    return TerminationReason.of(temporal.client(), temporal.namespace(), run.getExecution())
        .map(reason -> ": " + reason)
        .orElse("");
  }

  private void rebuild(UUID id) {
    var execution = transactions.read(tx -> DispatchStore.startable(tx, id));
    if (execution.isEmpty()) {
      return;
    }
    lost.increment();
    LOG.error(
        "ALARM: Temporal has lost execution {}. It is started again under the same id; steps that"
            + " are done answer from the ledger.",
        id);
    temporal.forget();
    starter.start(
        execution.get(), transactions.read(tx -> graphs.load(tx, execution.get().graphHash())));
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
      LOG.warn("The reconciler's {} goes on later after: {}", what, e.toString());
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
