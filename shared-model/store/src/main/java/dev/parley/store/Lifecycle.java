package dev.parley.store;

import static dev.parley.db.Tables.EXECUTION;
import static dev.parley.db.Tables.EXECUTION_DELTA;
import static dev.parley.db.Tables.STEP;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import dev.parley.execution.ExecutionStatus;
import dev.parley.execution.Mode;
import dev.parley.execution.StepStatus;
import dev.parley.graph.GraphNode;
import dev.parley.store.sql.SqlStatement;
import dev.parley.store.sql.StoredJson;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The start and end of executions. Each is a row from the beginning, and once it has ended, none of
 * its steps runs.
 */
public final class Lifecycle {
  /** The time in which the accepting process dispatches before others may. */
  public static final Duration FIRST_LEASE = Duration.ofSeconds(10);

  /** The error code of runs that were cancelled because their contact was erased. */
  public static final String CONTACT_ERASED = "contact_erased";

  /** In literals: with parameters, PostgreSQL could not use the partial indexes on open ones. */
  private static final String OPEN = "status in ('pending', 'running')";

  private static final SqlStatement CLOSE =
      new SqlStatement(
          """
          update execution
          set status = 'completed', started_at = coalesce(started_at, now()),
            completed_at = clock_timestamp()
          where id = ? and %s
          """
              .formatted(OPEN));

  private Lifecycle() {}

  /** Returns the condition that an execution has not ended. */
  public static Condition isOpen() {
    return DSL.condition(OPEN);
  }

  /**
   * Inserts a pending execution.
   *
   * @param lease time for the caller to dispatch it before the sweeper does
   */
  public static void open(DSLContext tx, Execution execution, Duration lease) {
    var created = Ids.createdAt(execution.id());
    tx.insertInto(EXECUTION)
        .set(EXECUTION.ID, execution.id())
        .set(EXECUTION.WORKFLOW_ID, execution.workflowId())
        .set(EXECUTION.WORKFLOW_NAME, execution.workflowName())
        .set(EXECUTION.VERSION, execution.version() == 0 ? null : execution.version())
        .set(EXECUTION.GRAPH_HASH, execution.graphHash())
        .set(EXECUTION.TRIGGER, execution.trigger())
        .set(EXECUTION.MODE, execution.mode().wire())
        .set(EXECUTION.STATUS, ExecutionStatus.PENDING.wire())
        .set(EXECUTION.CONVERSATION_ID, execution.conversationId())
        .set(EXECUTION.EVENT, StoredJson.of(execution.event()))
        .set(EXECUTION.OPTIONS, StoredJson.of(execution.options()))
        .set(EXECUTION.LINEAGE, execution.lineage())
        .set(EXECUTION.CAUSATION, StoredJson.of(execution.causation()))
        .set(EXECUTION.TRACEPARENT, execution.traceparent())
        .set(EXECUTION.CREATED_AT, created)
        .set(EXECUTION.LEASE_UNTIL, created.plus(lease))
        .execute();
    if (execution.mode() != Mode.TEST) {
      count(tx, execution.workflowId(), created, 1, 0);
    }
  }

  /**
   * Inserts an execution that resumes where another failed. Its completed steps are copied, so that
   * they are answered from the ledger and never run again, as is the mark of a call in progress,
   * which not every step may repeat. It keeps the other's lineage and with it the idempotency key
   * of each call.
   */
  public static void openRetry(DSLContext tx, Execution execution, UUID from) {
    open(tx, execution, FIRST_LEASE);
    tx.update(EXECUTION)
        .set(EXECUTION.RETRIED_FROM, from)
        .where(EXECUTION.ID.eq(execution.id()))
        .execute();
    tx.insertInto(
            STEP,
            STEP.EXECUTION_ID,
            STEP.NODE_ID,
            STEP.KIND,
            STEP.NAME,
            STEP.STATUS,
            STEP.ATTEMPT,
            STEP.STARTED_AT,
            STEP.COMPLETED_AT,
            STEP.RESUME_AT,
            STEP.INPUT,
            STEP.OUTPUT,
            STEP.HANDLE,
            STEP.CALLING)
        .select(
            select(
                    val(execution.id()),
                    STEP.NODE_ID,
                    STEP.KIND,
                    STEP.NAME,
                    when(STEP.STATUS.in(Ledger.DONE), val(StepStatus.REUSED.wire()))
                        .otherwise(StepStatus.CANCELLED.wire()),
                    STEP.ATTEMPT,
                    STEP.STARTED_AT,
                    STEP.COMPLETED_AT,
                    STEP.RESUME_AT,
                    STEP.INPUT,
                    STEP.OUTPUT,
                    STEP.HANDLE,
                    STEP.CALLING)
                .from(STEP)
                .where(STEP.EXECUTION_ID.eq(from))
                .and(STEP.STATUS.in(Ledger.DONE).or(STEP.CALLING))
                .orderBy(STEP.SEQ))
        .execute();
  }

  /** Returns the execution that retries this one, if there is one. */
  public static Optional<UUID> retryOf(DSLContext tx, UUID execution) {
    return tx.select(EXECUTION.ID)
        .from(EXECUTION)
        .where(EXECUTION.RETRIED_FROM.eq(execution))
        .fetchOptional(EXECUTION.ID);
  }

  /** Completes an execution that has nothing left to do, passing these End nodes. */
  public static void close(DSLContext tx, Execution execution, List<GraphNode> ends) {
    for (var end : ends) {
      tx.insertInto(STEP)
          .set(STEP.EXECUTION_ID, execution.id())
          .set(STEP.NODE_ID, end.id())
          .set(STEP.KIND, end.node().kind())
          .set(STEP.NAME, end.title())
          .set(STEP.STATUS, StepStatus.COMPLETED.wire())
          .set(STEP.COMPLETED_AT, currentOffsetDateTime())
          .onConflictDoNothing()
          .execute();
    }
    CLOSE.execute(tx, execution.id());
  }

  /**
   * Completes an execution as {@link #close} does, unless it has ended.
   *
   * @return true if it was still open
   */
  public static boolean closeIfOpen(DSLContext tx, Execution execution, List<GraphNode> ends) {
    var open =
        tx.select(EXECUTION.STATUS)
            .from(EXECUTION)
            .where(EXECUTION.ID.eq(execution.id()))
            .forNoKeyUpdate()
            .fetchOptional(EXECUTION.STATUS)
            .filter(status -> ExecutionStatus.of(status).open())
            .isPresent();
    if (open) {
      close(tx, execution, ends);
    }
    return open;
  }

  /**
   * The end of an execution other than by its last step.
   *
   * @param run the Temporal run that ended it; null if a user cancelled it
   * @param node the node that failed; null if no step did
   */
  public record Ended(
      ExecutionStatus status,
      @Nullable String run,
      @Nullable String node,
      @Nullable String code,
      @Nullable String message) {}

  /**
   * Ends an execution that is still open, together with its open steps.
   *
   * @return true if it was still open
   */
  public static boolean end(DSLContext tx, UUID id, Ended ended) {
    var row =
        tx.select(EXECUTION.STATUS, EXECUTION.WORKFLOW_ID, EXECUTION.MODE)
            .from(EXECUTION)
            .where(EXECUTION.ID.eq(id))
            .forNoKeyUpdate()
            .fetchOne();
    if (row == null || !ExecutionStatus.of(row.value1()).open()) {
      return false;
    }
    tx.update(EXECUTION)
        .set(EXECUTION.STATUS, ended.status().wire())
        .set(EXECUTION.STARTED_AT, coalesce(EXECUTION.STARTED_AT, currentOffsetDateTime()))
        .set(EXECUTION.COMPLETED_AT, currentOffsetDateTime())
        .set(EXECUTION.ENDED_RUN, ended.run())
        .set(EXECUTION.ERROR_CODE, ended.code())
        .set(EXECUTION.ERROR_MESSAGE, errorOf(tx, id, ended))
        .set(EXECUTION.ERROR_NODE, ended.node())
        .where(EXECUTION.ID.eq(id))
        .execute();
    endSteps(tx, id, ended);
    Messages.abandon(tx, id, "The run ended before the channel accepted the message.");
    if (ended.status() == ExecutionStatus.FAILED && Mode.of(row.value3()) != Mode.TEST) {
      count(tx, row.value2(), Ids.createdAt(id), 0, 1);
    }
    return true;
  }

  /**
   * Cancels an execution that is still open; the api informs Temporal.
   *
   * @param message shown on the Runs page
   * @return true if it was open
   */
  public static boolean cancel(DSLContext tx, UUID id, String code, String message) {
    var ended = end(tx, id, new Ended(ExecutionStatus.CANCELLED, null, null, code, message));
    if (ended) {
      tx.update(EXECUTION)
          .set(EXECUTION.CANCEL_REQUESTED_AT, currentOffsetDateTime())
          .set(EXECUTION.CANCEL_PENDING, true)
          .set(EXECUTION.LEASE_UNTIL, currentOffsetDateTime())
          .where(EXECUTION.ID.eq(id))
          .execute();
    }
    return ended;
  }

  /** Prefers the step's own message, which may contain what must not reach Temporal. */
  private static @Nullable String errorOf(DSLContext tx, UUID id, Ended ended) {
    if (ended.node() == null) {
      return ended.message();
    }
    return tx.select(STEP.ERROR_MESSAGE)
        .from(STEP)
        .where(STEP.EXECUTION_ID.eq(id))
        .and(STEP.NODE_ID.eq(ended.node()))
        .fetchOptional(STEP.ERROR_MESSAGE)
        .orElse(ended.message());
  }

  private static void endSteps(DSLContext tx, UUID id, Ended ended) {
    var failedNode = ended.node() == null ? "" : ended.node();
    tx.update(STEP)
        .set(
            STEP.STATUS,
            when(STEP.NODE_ID.eq(failedNode), ended.status().wire())
                .otherwise(StepStatus.CANCELLED.wire()))
        .set(STEP.COMPLETED_AT, currentOffsetDateTime())
        .set(
            STEP.ERROR_CODE,
            when(STEP.NODE_ID.eq(failedNode), coalesce(STEP.ERROR_CODE, ended.code()))
                .otherwise(STEP.ERROR_CODE))
        .where(STEP.EXECUTION_ID.eq(id))
        .and(
            STEP.STATUS.in(
                StepStatus.RUNNING.wire(),
                StepStatus.WAITING.wire(),
                StepStatus.RETRYING.wire(),
                StepStatus.FAILED.wire()))
        .execute();
  }

  static void count(DSLContext tx, UUID workflow, OffsetDateTime at, int started, int failed) {
    tx.insertInto(EXECUTION_DELTA)
        .set(EXECUTION_DELTA.WORKFLOW_ID, workflow)
        .set(EXECUTION_DELTA.DAY, at.toLocalDate())
        .set(EXECUTION_DELTA.STARTED, started)
        .set(EXECUTION_DELTA.FAILED, failed)
        .execute();
  }
}
