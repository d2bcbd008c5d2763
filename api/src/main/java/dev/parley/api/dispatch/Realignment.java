package dev.parley.api.dispatch;

import dev.parley.api.Transactions;
import dev.parley.api.temporal.Temporal;
import dev.parley.execution.ExecutionStatus;
import dev.parley.store.ChangeNotifier;
import dev.parley.store.Graphs;
import dev.parley.store.Lifecycle;
import dev.parley.store.Lifecycle.Ended;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.errordetails.v1.NamespaceNotFoundFailure;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.serviceclient.StatusUtils;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Aligns one execution that is open here with the latest Temporal run of its id: ends it as
 * Temporal did, or starts it again if the ledger knows better.
 */
@Component
class Realignment {
  private static final Logger LOG = LoggerFactory.getLogger(Realignment.class);

  /** Longer than it takes for any commit to become visible everywhere. */
  private static final Duration SETTLES = Duration.ofSeconds(15);

  private final Temporal temporal;
  private final Transactions transactions;
  private final Starter starter;
  private final Graphs graphs;
  private final ChangeNotifier bell;
  private final Counter lost;

  Realignment(
      Temporal temporal,
      Transactions transactions,
      Starter starter,
      Graphs graphs,
      ChangeNotifier bell,
      MeterRegistry metrics) {
    this.temporal = temporal;
    this.transactions = transactions;
    this.starter = starter;
    this.graphs = graphs;
    this.bell = bell;
    lost =
        Counter.builder("parley.reconciler.lost")
            .description("Runs that Temporal had lost and that were restarted")
            .register(metrics);
  }

  /**
   * Looks the execution up in Temporal and acts accordingly.
   *
   * @throws RuntimeException if Temporal or PostgreSQL does not respond, or if this execution
   *     cannot be rebuilt
   */
  void align(UUID id) {
    WorkflowExecutionDescription run;
    try {
      run = temporal.client().newUntypedWorkflowStub(id.toString()).describe();
    } catch (WorkflowNotFoundException e) {
      if (namespaceIsMissing(e)) {
        throw e;
      }
      startAgain(id, "Temporal has lost execution {}", Starter.Id.UNUSED);
      return;
    }
    if (run.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED) {
      completed(id, run);
    } else {
      ended(run).ifPresent(ended -> end(id, ended));
    }
  }

  /**
   * Temporal was emptied and its namespace not created yet, which says nothing about the
   * namespace's runs.
   */
  private static boolean namespaceIsMissing(WorkflowNotFoundException e) {
    return e.getCause() instanceof StatusRuntimeException status
        && StatusUtils.hasFailure(status, NamespaceNotFoundFailure.class);
  }

  /**
   * The last step closes an execution in the ledger before Temporal completes the run. If the
   * execution is still open after that, this ledger is older than the run: it was restored from a
   * backup. What the run has done since is not in it, and is done again.
   */
  private void completed(UUID id, WorkflowExecutionDescription run) {
    var closed = Optional.ofNullable(run.getCloseTime()).orElseGet(Instant::now);
    if (closed.isBefore(Instant.now().minus(SETTLES))) {
      startAgain(
          id,
          "Temporal completed execution {}, which the ledger has open: PostgreSQL is older than"
              + " Temporal, as after a restore",
          Starter.Id.USED);
    }
  }

  private void end(UUID id, Ended ended) {
    if (transactions.write(tx -> Lifecycle.end(tx, id, ended))) {
      bell.ring();
      LOG.info("Execution {} ended in Temporal: {}", id, ended.code());
    }
  }

  /**
   * The ledger is read only now, so that an execution that has ended in the meantime is left alone.
   */
  private void startAgain(UUID id, String what, Starter.Id used) {
    var execution = transactions.readOnce(tx -> DispatchStore.startable(tx, id));
    if (execution.isEmpty()) {
      return;
    }
    var graph = transactions.readOnce(tx -> graphs.load(tx, execution.get().graphHash()));
    starter.start(execution.get(), graph, used);
    lost.increment();
    LOG.error(
        "ALARM: "
            + what
            + ". It is started again with the same id; completed steps are answered from the"
            + " ledger.",
        id);
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
}
