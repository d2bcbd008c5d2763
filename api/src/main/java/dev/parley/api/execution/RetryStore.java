package dev.parley.api.execution;

import static dev.parley.db.Tables.EXECUTION;

import dev.parley.api.problem.Refusal;
import dev.parley.execution.ExecutionStatus;
import dev.parley.store.Execution;
import dev.parley.store.Ids;
import dev.parley.store.Lifecycle;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;

/** Inserts an execution that goes on from where another failed. */
final class RetryStore {
  private RetryStore() {}

  /**
   * Retries an execution that failed or was cancelled. One execution is retried at most once, so
   * that a lineage is a line and no effect of it can happen twice; the retry is retried in turn.
   *
   * @return the new execution
   */
  static UUID retry(DSLContext tx, UUID id) {
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
          "Only a run that failed or was cancelled can be retried; this one is "
              + status.wire()
              + ".");
    }
    var retried = Lifecycle.retryOf(tx, id);
    if (retried.isPresent()) {
      throw Refusal.conflict(
          "already-retried",
          "This run was retried already. Look at the run that goes on from it.",
          Map.of("executionId", retried.get().toString()));
    }
    var failed = Execution.of(row);
    var next = Ids.next();
    Lifecycle.openRetry(
        tx,
        new Execution(
            next,
            failed.workflowId(),
            failed.workflowName(),
            failed.version(),
            failed.graphHash(),
            failed.trigger(),
            failed.mode(),
            failed.conversationId(),
            failed.event(),
            failed.options(),
            failed.lineage(),
            failed.causation()),
        id);
    return next;
  }
}
