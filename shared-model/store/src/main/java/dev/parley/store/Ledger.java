package dev.parley.store;

import static dev.parley.db.Tables.STEP;
import static dev.parley.db.Tables.STEP_ATTEMPT;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.val;

import dev.parley.execution.ExecutionStatus;
import dev.parley.execution.FailureType;
import dev.parley.execution.Mode;
import dev.parley.execution.StepFailure;
import dev.parley.execution.StepStatus;
import dev.parley.graph.GraphNode;
import dev.parley.store.sql.SqlStatement;
import dev.parley.store.sql.StoredJson;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/**
 * The record of every step, written in the same transaction as its effect. A step is claimed by
 * locking its execution, so that two attempts are serialized; once it is completed, every later
 * attempt returns the recorded result and does nothing.
 */
public final class Ledger {
  static final List<String> DONE = List.of(StepStatus.COMPLETED.wire(), StepStatus.REUSED.wire());

  private static final SqlStatement LOCK =
      new SqlStatement(
          """
          select status, cancel_requested_at is not null, ended_run
          from execution where id = ? for no key update
          """);

  private static final SqlStatement KNOWN =
      new SqlStatement(
          """
          select status, attempt, handle, output, resume_at, calling
          from step where execution_id = ? and node_id = ?
          """);

  private static final SqlStatement BEGIN =
      new SqlStatement(
          """
          update execution
          set status = 'running', started_at = coalesce(started_at, now()), completed_at = null,
            error_code = null, error_message = null, error_node = null, ended_run = null
          where id = ?
          """);

  private static final SqlStatement COMPLETE =
      completing(
          "values (?, ?, ?, ?, 'completed', ?, now(), cast(? as jsonb), cast(? as jsonb), ?)");

  /** The steps keep their order through their numbers. */
  private static final SqlStatement COMPLETE_SEVERAL =
      completing(
          """
          select cast(? as uuid), one.node_id, one.kind, one.name, 'completed', one.attempt, now(),
            cast(one.input as jsonb), cast(one.output as jsonb), one.handle
          from unnest(cast(? as text[]), cast(? as text[]), cast(? as text[]), cast(? as int[]),
              cast(? as text[]), cast(? as text[]), cast(? as text[]))
            with ordinality as one (node_id, kind, name, attempt, input, output, handle, place)
          order by one.place
          """);

  /**
   * For a step that is retried for days, the log keeps this many attempts and then every hundredth.
   */
  private static final int EACH_ATTEMPT_UP_TO = 100;

  private Ledger() {}

  /** A completed step is not overwritten. */
  private static SqlStatement completing(String rows) {
    return new SqlStatement(
        """
        insert into step (execution_id, node_id, kind, name, status, attempt, completed_at, input,
          output, handle)
        %s
        on conflict (execution_id, node_id) do update
        set status = excluded.status, attempt = excluded.attempt,
          completed_at = excluded.completed_at, input = coalesce(excluded.input, step.input),
          output = excluded.output, handle = excluded.handle, calling = false,
          error_code = null, error_message = null
        where step.status not in ('completed', 'reused')
        """
            .formatted(rows));
  }

  /**
   * A step in the ledger.
   *
   * @param calling true if a call is in progress, or was when its attempt was lost
   */
  public record Step(
      StepStatus status,
      int attempt,
      @Nullable String handle,
      Map<String, Object> output,
      @Nullable Instant resumeAt,
      boolean calling) {}

  /** The answer to {@link #claim}. */
  public sealed interface Claim {
    /** The step is completed: its recorded result is the answer. */
    record Recorded(Step step) implements Claim {}

    /** The step is this transaction's, and was never begun. */
    record Fresh() implements Claim {}

    /** The step is this transaction's; an earlier attempt began it and did not complete it. */
    record Resumed(Step step) implements Claim {}
  }

  /**
   * Claims a step for this transaction: locks its execution and returns what is known of the step.
   *
   * @param run the Temporal run that asks; a run newer than the one that ended the execution
   *     reopens it, as after a reset
   * @throws StepFailure if the execution is cancelled, ended or unknown
   */
  public static Claim claim(DSLContext tx, Execution execution, String nodeId, String run) {
    var now = lock(tx, execution);
    // A separate statement: one that waits for a lock sees other rows as they were before the wait.
    var step = step(tx, execution.id(), nodeId);
    if (step.isPresent() && step.get().status().done()) {
      return new Claim.Recorded(step.get());
    }
    takeUp(tx, execution, now, run);
    return step.<Claim>map(Claim.Resumed::new).orElseGet(Claim.Fresh::new);
  }

  /**
   * Claims a step whose effect belongs to this transaction alone. It does not read the step: {@link
   * #complete} does, and throws {@link DoneBefore} to roll the transaction back.
   *
   * @param run as for {@link #claim}
   * @throws StepFailure if the execution is cancelled, ended or unknown, whether or not the step is
   *     done
   */
  public static void enter(DSLContext tx, Execution execution, String run) {
    takeUp(tx, execution, lock(tx, execution), run);
  }

  /**
   * Returns a completed step and locks its execution; empty if the step is not completed.
   *
   * @throws StepFailure if the execution is cancelled or unknown
   */
  public static Optional<Step> done(DSLContext tx, Execution execution, String nodeId) {
    var _ = lock(tx, execution);
    return step(tx, execution.id(), nodeId).filter(step -> step.status().done());
  }

  private record Now(ExecutionStatus status, boolean cancelRequested, @Nullable String endedRun) {}

  private static Now lock(DSLContext tx, Execution execution) {
    var now =
        LOCK.fetchOptional(
                tx,
                row ->
                    new Now(
                        ExecutionStatus.of(row.getString(1)), row.getBoolean(2), row.getString(3)),
                execution.id())
            .orElseThrow(() ->
                new StepFailure(
                    FailureType.EXECUTION_UNKNOWN, "the execution is not in the ledger"));
    if (now.cancelRequested()) {
      throw new StepFailure(FailureType.EXECUTION_CANCELLED, "the execution was cancelled");
    }
    return now;
  }

  private static void takeUp(DSLContext tx, Execution execution, Now now, String run) {
    switch (now.status()) {
      case RUNNING -> {}
      case PENDING -> BEGIN.execute(tx, execution.id());
      case COMPLETED ->
          throw new StepFailure(FailureType.EXECUTION_CANCELLED, "the execution has completed");
      case FAILED, CANCELLED -> {
        if (run.equals(now.endedRun())) {
          throw new StepFailure(FailureType.EXECUTION_CANCELLED, "the execution has ended");
        }
        if (Lifecycle.retryOf(tx, execution.id()).isPresent()) {
          throw new StepFailure(FailureType.EXECUTION_CANCELLED, "the execution was retried");
        }
        BEGIN.execute(tx, execution.id());
        if (now.status() == ExecutionStatus.FAILED && execution.mode() != Mode.TEST) {
          Lifecycle.count(tx, execution.workflowId(), Ids.createdAt(execution.id()), 0, -1);
        }
      }
    }
  }

  /** Returns a step without a lock. */
  public static Optional<Step> step(DSLContext tx, UUID execution, String nodeId) {
    return KNOWN.fetchOptional(
        tx,
        row -> {
          var resumeAt = row.getObject(5, OffsetDateTime.class);
          return new Step(
              StepStatus.of(row.getString(1)),
              row.getInt(2),
              row.getString(3),
              StoredJson.map(JSONB.jsonbOrNull(row.getString(4))),
              resumeAt == null ? null : resumeAt.toInstant(),
              row.getBoolean(6));
        },
        execution,
        nodeId);
  }

  /**
   * The result of a step.
   *
   * @param input the request, with secrets masked; null for none
   * @param output the result; null for none
   */
  public record Done(String handle, @Nullable Object input, @Nullable Object output, int attempt) {}

  /** The step was completed by an earlier attempt; this transaction must be rolled back. */
  public static final class DoneBefore extends RuntimeException {
    private static final long serialVersionUID = 1;

    private DoneBefore() {
      super("the step is already completed", null, false, false);
    }
  }

  /**
   * A step to complete.
   *
   * @param closing the handles that end the run, each with the End nodes passed in that case
   */
  public record Completed(GraphNode node, Done done, Map<String, List<GraphNode>> closing) {}

  /**
   * Completes a claimed step, and the execution with it if the handle taken ends the run.
   *
   * @throws DoneBefore if the step is already completed
   */
  public static void complete(DSLContext tx, Execution execution, Completed step) {
    var done = step.done();
    var node = step.node();
    int kept =
        COMPLETE.execute(
            tx,
            execution.id(),
            node.id(),
            node.node().kind(),
            node.title(),
            done.attempt(),
            json(done.input()),
            json(done.output()),
            done.handle());
    completed(tx, execution, kept == 1, step);
  }

  /**
   * Completes, in one statement, steps that followed one another in this transaction.
   *
   * @throws DoneBefore if one of them is already completed
   */
  public static void complete(DSLContext tx, Execution execution, List<Completed> steps) {
    if (steps.size() == 1) {
      complete(tx, execution, steps.getFirst());
      return;
    }
    int kept =
        COMPLETE_SEVERAL.execute(
            tx,
            execution.id(),
            texts(steps, step -> step.node().id()),
            texts(steps, step -> step.node().node().kind()),
            texts(steps, step -> step.node().title()),
            steps.stream().map(step -> step.done().attempt()).toArray(Integer[]::new),
            texts(steps, step -> json(step.done().input())),
            texts(steps, step -> json(step.done().output())),
            texts(steps, step -> step.done().handle()));
    completed(tx, execution, kept == steps.size(), steps.getLast());
  }

  private static void completed(DSLContext tx, Execution execution, boolean kept, Completed last) {
    if (!kept) {
      throw new DoneBefore();
    }
    var ends = last.closing().get(last.done().handle());
    if (ends != null) {
      Lifecycle.close(tx, execution, ends);
    }
  }

  private static @Nullable String[] texts(
      List<Completed> steps, Function<Completed, @Nullable String> text) {
    return steps.stream().map(text).toArray(String[]::new);
  }

  private static @Nullable String json(@Nullable Object value) {
    return value == null ? null : StoredJson.of(value).data();
  }

  /** Starts a claimed step's wait until that moment. */
  public static void await(DSLContext tx, Execution execution, GraphNode node, Instant resumeAt) {
    note(tx, execution, node, StepStatus.WAITING, 1, null, null);
    tx.update(STEP)
        .set(STEP.RESUME_AT, resumeAt.atOffset(ZoneOffset.UTC))
        .where(STEP.EXECUTION_ID.eq(execution.id()))
        .and(STEP.NODE_ID.eq(node.id()))
        .execute();
  }

  /** Records, before a claimed step makes a call, that the call is in progress. */
  public static void calling(
      DSLContext tx, Execution execution, GraphNode node, int attempt, Object input) {
    note(tx, execution, node, StepStatus.RUNNING, attempt, null, null);
    tx.update(STEP)
        .set(STEP.CALLING, true)
        .set(STEP.INPUT, StoredJson.of(input))
        .where(STEP.EXECUTION_ID.eq(execution.id()))
        .and(STEP.NODE_ID.eq(node.id()))
        .execute();
  }

  /**
   * Records that an attempt failed and whether there will be another. A completed step stays
   * completed, and an execution that was cancelled or ended in the meantime stays so.
   */
  public static void failed(
      DSLContext tx,
      Execution execution,
      GraphNode node,
      String run,
      int attempt,
      StepFailure failure) {
    try {
      if (claim(tx, execution, node.id(), run) instanceof Claim.Recorded) {
        return;
      }
    } catch (StepFailure over) {
      return;
    }
    var type = failure.type();
    var message = failure.detail().replace("\u0000", "");
    note(
        tx,
        execution,
        node,
        type.retried() ? StepStatus.RETRYING : StepStatus.FAILED,
        attempt,
        type.wire(),
        message);
    if (attempt <= EACH_ATTEMPT_UP_TO || attempt % EACH_ATTEMPT_UP_TO == 0) {
      tx.insertInto(STEP_ATTEMPT)
          .set(STEP_ATTEMPT.EXECUTION_ID, execution.id())
          .set(STEP_ATTEMPT.NODE_ID, node.id())
          .set(STEP_ATTEMPT.ATTEMPT, attempt)
          .set(STEP_ATTEMPT.CODE, type.wire())
          .set(STEP_ATTEMPT.MESSAGE, message)
          .set(STEP_ATTEMPT.RETRIED, type.retried())
          .execute();
    }
    // A call may have succeeded, and its answer been lost with the transaction that should have
    // recorded it.
    tx.update(STEP)
        .set(STEP.CALLING, type.isOfOurs() ? STEP.CALLING : val(false))
        .set(STEP.COMPLETED_AT, type.retried() ? noMoment() : currentOffsetDateTime())
        .where(STEP.EXECUTION_ID.eq(execution.id()))
        .and(STEP.NODE_ID.eq(node.id()))
        .execute();
  }

  private static Field<OffsetDateTime> noMoment() {
    return castNull(STEP.COMPLETED_AT);
  }

  private static void note(
      DSLContext tx,
      Execution execution,
      GraphNode node,
      StepStatus status,
      int attempt,
      @Nullable String code,
      @Nullable String message) {
    tx.insertInto(STEP)
        .set(STEP.EXECUTION_ID, execution.id())
        .set(STEP.NODE_ID, node.id())
        .set(STEP.KIND, node.node().kind())
        .set(STEP.NAME, node.title())
        .set(STEP.STATUS, status.wire())
        .set(STEP.ATTEMPT, attempt)
        .set(STEP.ERROR_CODE, code)
        .set(STEP.ERROR_MESSAGE, message)
        .onConflict(STEP.EXECUTION_ID, STEP.NODE_ID)
        .doUpdate()
        .set(STEP.STATUS, excluded(STEP.STATUS))
        .set(STEP.ATTEMPT, excluded(STEP.ATTEMPT))
        .set(STEP.ERROR_CODE, excluded(STEP.ERROR_CODE))
        .set(STEP.ERROR_MESSAGE, excluded(STEP.ERROR_MESSAGE))
        .setNull(STEP.COMPLETED_AT)
        .where(STEP.STATUS.notIn(DONE))
        .execute();
  }
}
