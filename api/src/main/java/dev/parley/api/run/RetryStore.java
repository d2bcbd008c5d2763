package dev.parley.api.run;

import static dev.parley.db.Tables.EXECUTION;
import static dev.parley.db.Tables.STEP;
import static dev.parley.db.Tables.WORKFLOW;
import static dev.parley.db.Tables.WORKFLOW_VERSION;

import dev.parley.api.problem.GraphErrors;
import dev.parley.api.problem.Refusal;
import dev.parley.api.workflow.ReferenceStore;
import dev.parley.execution.ExecutionStatus;
import dev.parley.execution.StepStatus;
import dev.parley.graph.Graph;
import dev.parley.graph.GraphCheck;
import dev.parley.graph.Problem;
import dev.parley.store.Execution;
import dev.parley.store.Graphs;
import dev.parley.store.Ids;
import dev.parley.store.Lifecycle;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Inserts an execution that resumes where another failed. */
@Component
class RetryStore {
  private final Graphs graphs;

  RetryStore(Graphs graphs) {
    this.graphs = graphs;
  }

  /**
   * Retries an execution that failed or was cancelled. Each execution is retried at most once, so
   * that a series of retries is linear and none of its effects can happen twice; the retry can be
   * retried in turn.
   *
   * @return the new execution
   */
  UUID retry(DSLContext tx, UUID id, RetryVersion version) {
    var row =
        tx.select(EXECUTION.fields())
            .from(EXECUTION)
            .where(EXECUTION.ID.eq(id))
            .forNoKeyUpdate()
            .fetchOptional()
            .orElseThrow(() -> Refusal.notFound("execution", id));
    var status = ExecutionStatus.of(row.get(EXECUTION.STATUS));
    if (status != ExecutionStatus.FAILED && status != ExecutionStatus.CANCELLED) {
      throw Refusal.conflict(
          "not-failed",
          "Only a failed or cancelled run can be retried; this one is " + status.wire() + ".");
    }
    if (row.get(EXECUTION.ERASED_AT) != null) {
      throw Refusal.conflict(
          "execution-erased",
          "The data of this run was erased with its contact, so it cannot be retried.");
    }
    var retried = Lifecycle.retryOf(tx, id);
    if (retried.isPresent()) {
      throw Refusal.conflict(
          "already-retried",
          "This run has already been retried. See the run that resumed it.",
          Map.of("executionId", retried.get().toString()));
    }
    var failed = Execution.of(row);
    var on = on(tx, failed, version);
    if (!on.hash().equals(failed.graphHash())) {
      fits(tx, failed, row.get(EXECUTION.ERROR_NODE), on);
    }
    var next = Ids.next();
    Lifecycle.openRetry(
        tx,
        new Execution(
                next,
                failed.workflowId(),
                failed.workflowName(),
                on.number(),
                on.hash(),
                failed.trigger(),
                failed.mode(),
                failed.conversationId(),
                failed.event(),
                failed.options(),
                failed.lineage(),
                failed.causation())
            .inTraceOf(failed),
        id);
    return next;
  }

  /**
   * The graph to resume with.
   *
   * @param number of its version; 0 for a test that was never saved
   */
  private record On(int number, String hash) {}

  private On on(DSLContext tx, Execution failed, RetryVersion version) {
    return switch (version) {
      case RetryVersion.AsItRan _ -> new On(failed.version(), failed.graphHash());
      case RetryVersion.Active _ -> saved(tx, failed, active(tx, failed));
      case RetryVersion.Numbered numbered -> saved(tx, failed, numbered.number());
    };
  }

  private static int active(DSLContext tx, Execution failed) {
    return tx.select(WORKFLOW.ACTIVE_VERSION)
        .from(WORKFLOW)
        .where(WORKFLOW.ID.eq(failed.workflowId()))
        .fetchOptional(WORKFLOW.ACTIVE_VERSION)
        .orElseThrow(() ->
            Refusal.conflict(
                "not-published", "No version of this workflow is active. Publish one first."));
  }

  private On saved(DSLContext tx, Execution failed, int number) {
    var row =
        tx.select(WORKFLOW_VERSION.GRAPH_HASH, WORKFLOW_VERSION.PUBLISHED)
            .from(WORKFLOW_VERSION)
            .where(WORKFLOW_VERSION.WORKFLOW_ID.eq(failed.workflowId()))
            .and(WORKFLOW_VERSION.NUMBER.eq(number))
            .fetchOptional()
            .orElseThrow(() ->
                Refusal.unsound(
                    "/version", "version-unknown", "This workflow has no version " + number + "."));
    // A published version was checked at that time; a saved one may have problems.
    if (!row.value2()) {
      var problems = GraphCheck.of(graphs.load(tx, row.value1()), ReferenceStore.of(tx));
      if (!GraphCheck.sound(problems)) {
        throw Refusal.unsound(
            "unsound",
            "Version " + number + " cannot run as it is. Publish a version without problems.",
            GraphErrors.of(problems.stream().filter(Problem::blocks).toList()));
      }
    }
    return new On(number, row.value1());
  }

  /**
   * Completed steps are matched by node id. The other graph must contain the node to resume from,
   * and completed steps must mean the same there: a node with the same id must have the same kind
   * and the handle that was taken. Nodes that no longer exist are ignored, and their record stays.
   */
  private void fits(DSLContext tx, Execution failed, @Nullable String at, On on) {
    var graph = graphs.load(tx, on.hash());
    if (at != null && graph.node(at).isEmpty()) {
      throw refuse(
          "step-missing",
          at,
          "Version "
              + on.number()
              + " has no step \""
              + title(graphs.load(tx, failed.graphHash()), at)
              + "\", where this run failed. Retry it with its own version, or start a new run.");
    }
    tx.select(STEP.NODE_ID, STEP.KIND, STEP.NAME, STEP.STATUS, STEP.HANDLE)
        .from(STEP)
        .where(STEP.EXECUTION_ID.eq(failed.id()))
        .and(STEP.STATUS.in(StepStatus.COMPLETED.wire(), StepStatus.REUSED.wire()).or(STEP.CALLING))
        .orderBy(STEP.SEQ)
        .forEach(step -> {
          var handle = step.value5();
          graph
              .node(step.value1())
              .filter(node ->
                  !node.node().kind().equals(step.value2())
                      || (handle != null && !node.node().handles().contains(handle)))
              .ifPresent(_ -> {
                throw refuse(
                    "step-changed",
                    step.value1(),
                    "In version "
                        + on.number()
                        + " the step \""
                        + step.value3()
                        + "\" differs from what this run has already done in it. Retry it"
                        + " with its own version, or start a new run.");
              });
        });
  }

  private static String title(Graph graph, String node) {
    return graph.node(node).map(it -> it.title()).orElse(node);
  }

  private static Refusal refuse(String code, String node, String detail) {
    return Refusal.conflict(code, detail, Map.of("nodeId", node));
  }
}
